using Funding.Host.Notifications.Webhooks;

namespace Funding.Host.Notifications;

/// <summary>What tells people and programs of what happened.</summary>
internal static class NotificationServices
{
    /// <summary>Adds inboxes, e-mail and webhooks with the workers that fill them.</summary>
    public static IServiceCollection AddFundingNotifications(this IServiceCollection services) => services.AddWebhooks();
}
