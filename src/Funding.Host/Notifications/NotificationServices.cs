using Funding.Host.Hosting;
using Funding.Host.Notifications.DeadLetters;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Mail;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Settings;

namespace Funding.Host.Notifications;

/// <summary>What people and programs are told, and how it reaches them.</summary>
internal static class NotificationServices
{
    /// <summary>Refuses settings that cannot be, before anything is started.</summary>
    /// <exception cref="CannotRunException">What is missing or cannot be.</exception>
    public static void Check(FundingSettings settings) => new ServiceCollection().AddFundingNotifications(settings);

    /// <summary>Adds all of it, workers included; the engine's services and workers are there already.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="settings">The host's settings.</param>
    /// <exception cref="CannotRunException">The public address, the mail server or a template of a message cannot be used.</exception>
    public static IServiceCollection AddFundingNotifications(this IServiceCollection services, FundingSettings settings)
    {
        var origin = PublicAddress.Of(settings);
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new CannotRunException($"L'adresse publique des pages n'est pas une adresse http(s) : « {origin} » (Funding__Notifications__PublicUrl).");
        return services.AddNotices(settings.Notifications).AddDelivery(settings.Notifications).AddMail(settings).AddWebhooks(settings.Notifications.Webhooks).AddDeadLetters();
    }
}
