using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Webhooks.FanningOut;
using Funding.Host.Notifications.Webhooks.Sending;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Webhooks;

/// <summary>Webhooks.</summary>
internal static class WebhookServices
{
    /// <summary>Adds subscriptions, the worker that hands events to them, and the channel that sends. Refuses, with a message in French, a key that is none.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, WebhookSettings settings)
    {
        services.AddSingleton(settings).AddSingleton(new WebhookSecrets(settings)).AddSingleton<Subscriptions>().AddSingleton<DeliveryLog>();
        services.AddSingleton<IHostNames, SystemHostNames>().AddSingleton<GuardedConnections>().AddSingleton<WebhookSender>();
        services.AddSingleton<CloudEvents>().AddSingleton<WebhookChannel>().AddSingleton<IChannel>(provider => provider.GetRequiredService<WebhookChannel>());
        return services.AddHostedService<WebhookFanOut>();
    }
}
