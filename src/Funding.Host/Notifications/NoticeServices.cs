using Funding.Host.Notifications.Dispatching;
using Funding.Host.Notifications.Inbox;
using Funding.Host.Notifications.Reminding;
using Funding.Host.Notifications.Texts;
using Funding.Host.Settings;

namespace Funding.Host.Notifications;

/// <summary>Notices and reminders, their words, inboxes and addresses.</summary>
internal static class NoticeServices
{
    /// <summary>Adds them with their workers.</summary>
    /// <exception cref="Hosting.CannotRunException">A template cannot be used.</exception>
    public static IServiceCollection AddNotices(this IServiceCollection services, NotificationSettings settings)
        => services.AddNoticeWorkers().AddSingleton(NoticeTemplates.By(settings))
            .AddSingleton<NoticeTexts>().AddSingleton<INoticeTexts>(provider => provider.GetRequiredService<NoticeTexts>())
            .AddSingleton<IInbox, Inboxes>().AddSingleton<IMailboxes, Mailboxes>();

    /// <summary>The workers alone.</summary>
    public static IServiceCollection AddNoticeWorkers(this IServiceCollection services) => services.AddHostedService<Dispatcher>().AddHostedService<RemindersWorker>();
}
