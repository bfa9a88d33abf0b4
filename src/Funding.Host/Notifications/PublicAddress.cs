using Funding.Host.Settings;

namespace Funding.Host.Notifications;

/// <summary>Where the host is found from outside.</summary>
internal static class PublicAddress
{
    /// <summary>The base of links, without a slash at its end: the one that is set, else the first that the host listens on.</summary>
    public static string Of(FundingSettings settings)
    {
        if (settings.Notifications.PublicUrl is { Length: > 0 } set) return set.TrimEnd('/');
        var first = BindingAddress.Parse(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0]);
        var host = first.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : first.Host;
        return FormattableString.Invariant($"{first.Scheme}://{host}:{first.Port}");
    }
}
