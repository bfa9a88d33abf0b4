using Funding.Host.Notifications.Delivering;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Mail;

/// <summary>E-mail, where a server takes it.</summary>
internal static class MailServices
{
    /// <summary>Adds the channel when a server is set; without one, what is queued for e-mail waits, and becomes dead letters in the end.</summary>
    /// <exception cref="Hosting.CannotRunException">Half a configuration.</exception>
    public static IServiceCollection AddMail(this IServiceCollection services, FundingSettings settings)
    {
        var server = MailServer.Of(settings);
        services.AddSingleton(MailReach.By(server, RetryPolicy.Of(settings.Notifications.Retry)));
        return server is null ? services : services.AddSingleton(server).AddSingleton<IChannel, MailChannel>();
    }
}
