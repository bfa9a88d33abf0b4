using System.Text.Json.Nodes;
using Funding.Domain;
using Funding.Domain.Notifying;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.Json;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Api.Reads;
using Funding.Host.Notifications.Mail;
using Microsoft.OpenApi;

namespace Funding.Host.Notifications.Inbox;

/// <summary>Addresses for e-mail: a person's own, and those of services, which administrators keep.</summary>
internal static class MailboxApi
{
    private const string AnyRegion = Caller.Nation;

    private static readonly EmailField Email = new("email", "Your address; none, or null, for no e-mail.") { Example = "a.martin@ars.sante.fr" };
    private static readonly EmailField Address = new("address", "The address of the service.") { IsRequired = true, Example = "cpts@ars.sante.fr" };
    private static readonly SlugField<Role> RoleOf = new("role", "Whose notifications.") { IsRequired = true, Example = "ars-officer" };
    private static readonly TextField Region = new("regionCode", "INSEE code, or `*` for all; not for the role `cpts`.", 3) { Example = "84" };
    private static readonly ListField<string> Departments = new("departments", "Only these departments of the region.", new TextField("department", "INSEE code.", 3), 101);
    private static readonly UuidField CptsId = new("cptsId", "For the role `cpts`: which one.");
    private static readonly ListField<NoticeKind> Kinds = new("kinds", "Which kinds are sent; absent, or null, for all.", new SlugField<NoticeKind>("kind", "A kind."), Enum.GetValues<NoticeKind>().Length)
    {
        Example = new JsonArray("instalment-overdue", "payment-refused"),
    };

    /// <summary>What a person says of their own.</summary>
    public static IReadOnlyList<Field> Own { get; } = [Email, Kinds];

    /// <summary>What is said of e-mail with each address.</summary>
    private static readonly OpenApiSchema Reach = Schemas.Object(
        ("deliverable", new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Whether this host hands e-mail to a mail server. Without one it waits, and becomes a dead letter in the end." }),
        ("reason", new OpenApiSchema { Type = JsonSchemaType.String, Description = "When it does not: why, and what becomes of what waits (in French)." }));

    public static void MapMailboxes(this IEndpointRouteBuilder api)
    {
        api.MapRead("notifications/settings", InboxApi.Doc("Which notifications go to your own address; the inbox has all of them.") with { Problems = [401, 403, 422], Answer = Reach }, async request =>
            request.Refusal() ?? (MayHaveOwn(request.Caller) ? await OwnAsync(request) : RejectionProblems.Of(new Forbidden())));
        api.MapWrite(HttpMethods.Put, "notifications/settings", InboxApi.Doc("Say where and which notifications are sent by e-mail, from now on, in the role and scope of your token.") with { Answer = Reach }, Own, async (request, body) =>
        {
            if (!MayHaveOwn(request.Caller)) return RejectionProblems.Of(new Forbidden());
            await SetOwnAsync(request.Service<IMailboxes>(), request.Caller, body, request.Cancellation);
            return await OwnAsync(request);
        });
        api.MapRead("mailboxes", InboxApi.Doc("Addresses of services that are sent e-mail (admin).") with { Query = Docs.Page, Problems = [401, 403, 422], Answer = Schemas.Object(("items", Schemas.ListOf(Reach))) }, ListAsync);
        api.MapWrite(HttpMethods.Post, "mailboxes", InboxApi.Doc("Send the notifications of a role and scope to an address, from now on (admin).") with { Creates = true, Answer = Reach },
            [Address, RoleOf, Region, Departments, CptsId, Kinds], AddAsync, Judge, keepsAnswer: false);
        api.MapWrite(HttpMethods.Delete, "mailboxes/{id}", InboxApi.Doc("Forget an address of a service; nothing more is sent to it (admin)."), [], async (request, _) =>
        {
            if (request.Caller.Role != Role.Admin) return RejectionProblems.Of(new Forbidden());
            var id = Guid.Parse((string)request.Http.Request.RouteValues["id"]!);
            return await request.Service<IMailboxes>().RemoveAsync(id, request.Caller.RegionCode, request.Cancellation) ? ReadEndpoint.Ok(new { Id = id }) : RejectionProblems.Of(new NotFound());
        });
    }

    /// <summary>Nothing addresses administrators: an address that nothing is ever sent to is not kept.</summary>
    public static bool MayHaveOwn(Caller caller) => caller.Role != Role.Admin;

    /// <summary>Sets a person's own address and kinds, as a body of <see cref="Own"/> asks.</summary>
    public static Task SetOwnAsync(IMailboxes mailboxes, Caller caller, Body body, CancellationToken cancellation) => mailboxes.SetOwnAsync(caller, body.Maybe(Email), body.Maybe(Kinds), cancellation);

    private static async Task<IResult> OwnAsync(ReadRequest request)
    {
        var own = await request.Service<IMailboxes>().OwnAsync(request.Caller.Person, request.Cancellation);
        var reach = request.Service<MailReach>();
        return Results.Json(new { Email = own?.Address, own?.Kinds, own?.Role, Deliverable = reach.IsDeliverable, reach.Reason }, WithNulls);
    }

    /// <summary>« No address » and « all kinds » are answers here, so they are written.</summary>
    private static readonly System.Text.Json.JsonSerializerOptions WithNulls = new(ApiJson.Options) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never };

    private static async Task<IResult> ListAsync(ReadRequest request)
    {
        var page = request.Query.Page();
        if (request.Caller.Role != Role.Admin) return RejectionProblems.Of(new Forbidden());
        if (request.Refusal() is { } refusal) return refusal;
        var all = await request.Service<IMailboxes>().ListAsync(request.Caller.RegionCode, request.Cancellation);
        var reach = request.Service<MailReach>();
        return ReadEndpoint.Ok(Paging.Of(all, page, it => it.Id.ToString()), it => Of(it, reach));
    }

    private static async Task<IResult> AddAsync(ReadRequest request, Body body)
    {
        var (caller, mailboxes) = (request.Caller, request.Service<IMailboxes>());
        if (caller.Role != Role.Admin) return RejectionProblems.Of(new Forbidden());
        var cpts = body.MaybeValue(CptsId);
        var region = cpts is { } id ? await mailboxes.RegionOfAsync(id, request.Cancellation) : body.Of(Region);
        if (region is null || (cpts is not null && !caller.Covers(region))) return RejectionProblems.Of(new Invalid([new Fault("/cptsId", "Aucune CPTS n'a cet identifiant.")]));
        if (!caller.Covers(region)) return RejectionProblems.Of(new Forbidden());
        var asked = new Mailbox(Guid.CreateVersion7(), body.Of(Address), body.Of(RoleOf), region, body.Of(Departments).Distinct().Order(StringComparer.Ordinal).ToSequence(), cpts, body.Maybe(Kinds));
        var (kept, isNew) = await mailboxes.AddAsync(asked, request.Cancellation);
        if (isNew) request.Http.Response.Headers.Location = $"/api/v1/mailboxes/{kept.Id}";
        return Results.Json(Of(kept, request.Service<MailReach>()), ApiJson.Options, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>A scope is never guessed: a CPTS for the role of one, a region for all others, departments that lie in it.</summary>
    private static void Judge(ReadRequest request, Body body, Findings findings)
    {
        var (reference, role, region, departments) = (request.Service<IReferenceData>(), body.MaybeValue(RoleOf), body.Maybe(Region), body.Of(Departments));
        if (role is Role.Admin or Role.Auditor) findings.Invalid("/role", "Aucune notification ne s'adresse à ce rôle.");
        if (role == Role.Cpts)
        {
            if (body.MaybeValue(CptsId) is null) findings.Invalid("/cptsId", "Cette donnée est obligatoire pour ce rôle.");
            if (region is not null) findings.Invalid("/regionCode", "La région est celle de la CPTS : ne la donnez pas.");
            if (departments.Count > 0) findings.Invalid("/departments", "Le département est celui de la CPTS : ne le donnez pas.");
            return;
        }

        if (body.MaybeValue(CptsId) is not null) findings.Invalid("/cptsId", "Seul le rôle cpts désigne une CPTS.");
        if (region is null) findings.Invalid("/regionCode", "Cette donnée est obligatoire pour ce rôle.");
        else if (region != AnyRegion && !reference.IsRegion(region)) findings.Invalid("/regionCode", "Région inconnue : un code INSEE parmi les 18 régions, ou *, est attendu.");
        for (var i = 0; i < departments.Count; i++)
            if (region is null or AnyRegion || !reference.IsDepartmentOf(departments[i], region)) findings.Invalid($"/departments/{i}", "Ce département n'est pas dans la région.");
    }

    private static object Of(Mailbox it, MailReach reach)
        => new { it.Id, it.Address, it.Role, it.RegionCode, it.Departments, it.CptsId, it.Kinds, Deliverable = reach.IsDeliverable, reach.Reason };
}
