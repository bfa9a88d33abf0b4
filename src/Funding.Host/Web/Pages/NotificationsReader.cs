using Funding.Domain;
using Funding.Domain.Notifying;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Notifications.Inbox;
using Funding.Host.Notifications.Mail;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>Reads what was told. Until there is a sign-in the role is chosen, and nobody's reading is marked.</summary>
internal sealed class NotificationsReader(IInbox inbox, MailReach mail, ReferenceData reference)
{
    private const int Shown = 50;

    /// <summary>The roles that may be chosen; nothing addresses administrators.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [Role.Auditor, Role.ArsOfficer, Role.ArsAccountant, Role.AmOfficer, Role.AmAccountant, Role.Cpts];

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var role = Chosen<Role>(query["role"], "rôle auquel des notifications s’adressent", text => Slug.Parse<Role>(text) is { } known && Roles.Contains(known) ? known : null) ?? Role.Auditor;
        var kind = Chosen(query["kind"], "genre de notification", Slug.Parse<NoticeKind>);
        var cpts = Chosen<Guid>(query["cpts"], "identifiant de CPTS", text => Guid.TryParseExact(text, "D", out var id) ? id : null);
        var region = query["region"].ToString() is { Length: > 0 } code ? code : null;
        if (region is not null && !reference.IsRegion(region)) return Answers.NotFound();
        if (role == Role.Cpts && cpts is null) throw new UnreadableQuestionException("Pour ce rôle, l’adresse doit dire de quelle CPTS (« cpts »).");
        var caller = new Caller(PersonId.System, role, region ?? Caller.Nation, [], role == Role.Cpts ? cpts : null);
        try
        {
            var page = await inbox.ReadAsync(caller, new InboxQuery(kind), new PageRequest(Shown, query["after"].ToString() is { Length: > 0 } after ? after : null), cancellation);
            return Answers.Page<NotificationsPage>(new NotificationsModel { Role = role, RegionCode = region, CptsId = caller.CptsId, Kind = kind, Page = page, NoMail = mail.Reason, Reference = reference });
        }
        catch (InvalidCursorException)
        {
            return Answers.NotFound();
        }
    }

    private static T? Chosen<T>(string? text, string what, Func<string, T?> parse) where T : struct
        => string.IsNullOrEmpty(text) ? null : parse(text) ?? throw new UnreadableQuestionException($"« {text} » n’est pas un {what}.");
}
