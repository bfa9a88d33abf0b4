using Funding.Domain.Notifying;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Notifications.Inbox;
using Funding.Host.Notifications.Mail;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the visitor's inbox: what was told to their role in their scope.</summary>
internal sealed class NotificationsReader(IInbox inbox, MailReach mail, ReferenceData reference, Visitor visitor)
{
    private const int Shown = 50;

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var kind = query["kind"].ToString() is { Length: > 0 } text
            ? Slug.Parse<NoticeKind>(text) ?? throw new UnreadableQuestionException($"« {text} » n’est pas un genre de notification.") : (NoticeKind?)null;
        var page = await inbox.ReadAsync(visitor.Caller, new InboxQuery(kind), new PageRequest(Shown, query["after"].ToString() is { Length: > 0 } after ? after : null), cancellation);
        return Answers.Page<NotificationsPage>(new NotificationsModel { Kind = kind, Page = page, NoMail = mail.Reason, Reference = reference });
    }
}
