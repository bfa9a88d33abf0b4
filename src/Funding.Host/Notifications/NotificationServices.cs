using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Mail;
using Funding.Host.Settings;

namespace Funding.Host.Notifications;

/// <summary>Telling people and programs what happened: what is told, in which words, by which channels.</summary>
public static class NotificationServices
{
    /// <summary>Refuses settings that cannot be, before anything is started.</summary>
    /// <exception cref="Hosting.CannotRunException">What is missing or cannot be.</exception>
    public static void Check(FundingSettings settings) => new ServiceCollection().AddFundingNotifications(settings);

    /// <summary>Adds all of it, workers included.</summary>
    /// <exception cref="Hosting.CannotRunException">Settings that cannot be.</exception>
    public static IServiceCollection AddFundingNotifications(this IServiceCollection services, FundingSettings settings)
        => services.AddDelivery(settings.Notifications).AddMail(settings);
}
