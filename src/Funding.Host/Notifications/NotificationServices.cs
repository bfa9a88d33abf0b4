using Funding.Host.Notifications.Dispatching;
using Funding.Host.Notifications.Inbox;
using Funding.Host.Notifications.Reminding;
using Funding.Host.Notifications.Texts;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Settings;

namespace Funding.Host.Notifications;

/// <summary>What people are told, and how it reaches them.</summary>
public static class NotificationServices
{
    /// <summary>Adds all of it; the engine's services and workers are there already.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="settings">The host's settings.</param>
    /// <exception cref="Hosting.CannotRunException">A template of a message cannot be used.</exception>
    public static IServiceCollection AddFundingNotifications(this IServiceCollection services, FundingSettings settings)
    {
        if (!Uri.TryCreate(settings.PublicUrl(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new Hosting.CannotRunException($"L'adresse publique des pages n'est pas une adresse http(s) : « {settings.PublicUrl()} » (Funding__Notifications__PublicUrl).");
        return services.AddNotices(settings).AddWebhooks(settings.Notifications.Webhooks);
    }

    /// <summary>Notices and reminders, their words, inboxes and addresses.</summary>
    internal static IServiceCollection AddNotices(this IServiceCollection services, FundingSettings settings)
        => services.AddNoticeWorkers().AddSingleton(NoticeTemplates.By(settings.Notifications))
            .AddSingleton<NoticeTexts>().AddSingleton<INoticeTexts>(provider => provider.GetRequiredService<NoticeTexts>())
            .AddSingleton<IInbox, Inboxes>().AddSingleton<IMailboxes, Mailboxes>();

    /// <summary>The workers alone.</summary>
    internal static IServiceCollection AddNoticeWorkers(this IServiceCollection services) => services.AddHostedService<Dispatcher>().AddHostedService<RemindersWorker>();
}
