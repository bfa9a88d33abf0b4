namespace Funding.Host.Settings;

/// <summary>What people are told, and how: section <c>Funding:Notifications</c>.</summary>
public sealed record NotificationSettings
{
    /// <summary>The address under which readers reach the pages, for links in messages; null for the first of <see cref="FundingSettings.Urls"/>.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Folder of templates that replace those of the host by their file name; null for none.</summary>
    public string? Templates { get; set; }

    /// <summary>How webhooks are sent.</summary>
    public WebhookSettings Webhooks { get; set; } = new();
}

/// <summary>What follows from several settings.</summary>
internal static class NotificationAddresses
{
    /// <summary>The address under which readers reach the pages. One that stands for every name of this machine is given a name that a link can have.</summary>
    public static string PublicUrl(this FundingSettings settings)
        => settings.Notifications.PublicUrl
            ?? (settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "")
                .Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal);
}
