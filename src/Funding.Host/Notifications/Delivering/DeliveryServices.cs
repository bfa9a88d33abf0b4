using Funding.Host.Settings;

namespace Funding.Host.Notifications.Delivering;

/// <summary>Sending what is to be told, whatever the channel.</summary>
internal static class DeliveryServices
{
    /// <summary>Adds the workers that send, and what they need; channels are added by those who make them. Refuses half a configuration.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services, NotificationSettings settings)
        => services.AddSingleton(settings).AddSingleton(RetryPolicy.Of(settings.Retry)).AddSingleton<DeliveryTable>().AddSingleton<Channels>()
            .AddHostedService<LanesWorker>().AddHostedService<DeliveryHousekeeping>();
}
