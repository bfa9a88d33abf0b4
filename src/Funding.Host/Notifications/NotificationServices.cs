using Funding.Host.Notifications.Delivering;
using Funding.Host.Settings;

namespace Funding.Host.Notifications;

/// <summary>Telling people and programs what happened: what is told, in which words, by which channels.</summary>
public static class NotificationServices
{
    /// <summary>Adds all of it, workers included.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, FundingSettings settings)
        => services.AddDelivery(settings.Notifications);
}
