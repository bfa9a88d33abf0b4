using System.Text.Json;
using System.Text.Json.Nodes;
using Funding.Domain.Notifying;
using Funding.Domain.Refusing;
using Funding.Engine.Naming;
using Funding.Host.Api.Bodies;
using Funding.Host.Notifications.Inbox;
using Funding.Host.Notifications.Mail;
using Funding.Host.Security;

namespace Funding.Host.Web.Administration;

/// <summary>Where the visitor's own e-mail goes and which notices are sent to it, as <c>PUT /notifications/settings</c> sets it.</summary>
internal sealed class OwnMailDesk(IMailboxes mailboxes, MailReach reach, Visitor visitor)
{
    /// <summary>The page, as it is set.</summary>
    public async Task<IResult> ShowAsync(IQueryCollection query, CancellationToken cancellation)
    {
        if (!MailboxApi.MayHaveOwn(visitor.Caller)) return Answers.Forbidden();
        var own = await mailboxes.OwnAsync(visitor.Caller.Person, cancellation);
        return Answers.Page<OwnMailPage>(new OwnMailModel { Address = own?.Address ?? "", Kinds = [.. own?.Kinds?.Select(Slug.Of) ?? Slug.All<NoticeKind>()], NoMail = reach.Reason, IsSet = query["fait"] == "oui" });
    }

    /// <summary>Sets it; no address is no e-mail, every kind is every kind to come too.</summary>
    public async Task<IResult> SetAsync(PagePost post, CancellationToken cancellation)
    {
        if (!MailboxApi.MayHaveOwn(visitor.Caller)) return Answers.Forbidden();
        var (address, kinds) = (post.Fields["email"].ToString().Trim(), post.Fields["kinds"].OfType<string>().ToList());
        var asked = new JsonObject { ["email"] = address.Length == 0 ? null : address, ["kinds"] = kinds.Count == Slug.All<NoticeKind>().Count ? null : new JsonArray([.. kinds.Select(kind => (JsonNode)kind)]) };
        var findings = new Findings();
        var body = BodyReader.Parse(JsonSerializer.SerializeToUtf8Bytes(asked), MailboxApi.Own, findings);
        List<Fault> faults = [.. findings.Values];
        if (address.Length > 0 && kinds.Count == 0) faults.Add(new Fault("/kinds", "Choisissez au moins un genre ; pour ne rien recevoir, videz l’adresse."));
        if (faults.Count > 0) return Answers.Page<OwnMailPage>(new OwnMailModel { Address = address, Kinds = kinds, NoMail = reach.Reason, Faults = faults }, StatusCodes.Status422UnprocessableEntity);
        await MailboxApi.SetOwnAsync(mailboxes, visitor.Caller, body, cancellation);
        return AdminPages.Done("/notifications/reglages", ("fait", "oui"));
    }
}
