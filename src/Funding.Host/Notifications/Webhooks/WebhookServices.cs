using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Texts;
using Funding.Host.Notifications.Webhooks.FanningOut;
using Funding.Host.Notifications.Webhooks.Sending;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Webhooks;

/// <summary>Webhooks.</summary>
internal static class WebhookServices
{
    /// <summary>Adds subscriptions, the worker that hands events to them, and the channel that sends.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<FundingSettings>().Notifications.Webhooks);
        services.AddSingleton<WebhookSecrets>().AddSingleton<Subscriptions>().AddSingleton<DeliveryLog>();
        services.AddSingleton<IHostNames, SystemHostNames>().AddSingleton<GuardedConnections>().AddSingleton<WebhookSender>();
        services.AddSingleton(provider => new Lazy<INoticeTexts>(provider.GetRequiredService<INoticeTexts>));
        services.AddSingleton<CloudEvents>().AddSingleton<WebhookChannel>().AddSingleton<IChannel>(provider => provider.GetRequiredService<WebhookChannel>());
        return services.AddHostedService<WebhookFanOut>();
    }
}
