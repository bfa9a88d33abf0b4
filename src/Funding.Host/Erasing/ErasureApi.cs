using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Engine.Erasing;
using Funding.Engine.Storage;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.OpenApi;
using Funding.Host.Api.Problems;
using Funding.Host.Api.Reads;

namespace Funding.Host.Erasing;

/// <summary>Erasing, by administrators in their scope: people belong to those of the nation. Auditors read the certificates.</summary>
internal static class ErasureApi
{
    private static readonly UuidField Person = new("person", "The id of a person, as `actor` in the log. Not her name nor her login: a request is remembered by its hash.");
    private static readonly SlugField<TextsOfPerson> Texts = new("texts", "For a person: whether the texts that she wrote go too; `keep` by default.") { Example = "keep" };
    private static readonly UuidField CptsId = new("cpts", "A CPTS, with `field`: all that the field ever held there.") { Example = "0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01" };
    private static readonly UuidField Event = new("event", "One event, whose sealed texts go, or the one that `field` names.");
    private static readonly SlugField<SealedField> FieldOf = new("field", "Which sealed field.") { Example = "contact" };
    private static readonly OperationDoc Doc = new("Effacement", "") { Problems = [401, 403, 404, 422] };

    private enum TextsOfPerson
    {
        Keep,
        Erase,
    }

    public static void MapErasures(this IEndpointRouteBuilder api)
    {
        api.MapWrite(HttpMethods.Post, "erasures", Doc with { Summary = "Erase a person or sealed texts for good, and get the signed certificate; asked again it erases nothing more (admin)." },
            [Person, Texts, CptsId, Event, FieldOf], (request, body) => EraseAsync(request, Of(body), check: false), (_, body, findings) => Judge(Of(body), findings));
        api.MapRead("erasures/check", Doc with
        {
            Summary = "What erasing would destroy; nothing is erased (admin).",
            Query =
            [
                new("person", "The id of a person.", "uuid"), new("texts", "`keep` (default) or `erase`."), new("cpts", "A CPTS, with `field`.", "uuid"),
                new("event", "One event.", "uuid"), new("field", "`comment`, `contact` or `reason`."),
            ],
        }, CheckAsync);
        api.MapRead("erasures", Doc with { Summary = "The certificates of what was erased, newest first (admin, auditor).", Query = Docs.Page }, ListAsync);
        api.MapRead("erasures/{id}", Doc with { Summary = "A certificate as it was signed (admin, auditor)." }, FindAsync);
    }

    private static async Task<IResult> CheckAsync(ReadRequest request)
    {
        var query = request.Query;
        var asked = new Asked(query.Uuid("person"), query.Word<TextsOfPerson>("texts"), query.Uuid("cpts"), query.Uuid("event"), query.Word<SealedField>("field"));
        var findings = new Findings();
        Judge(asked, findings);
        if (request.Refusal() is { } refusal) return refusal;
        return findings.Values.Count > 0 ? RejectionProblems.Of(new Invalid([.. findings.Values])) : await EraseAsync(request, asked, check: true);
    }

    /// <summary>What is out of scope is not there; people are not those of a region to name.</summary>
    private static async Task<IResult> EraseAsync(ReadRequest request, Asked asked, bool check)
    {
        var caller = request.Caller;
        if (caller.Role != Role.Admin || (asked.Person is not null && caller.RegionCode != Caller.Nation)) return RejectionProblems.Of(new Forbidden());
        var (erasures, subject) = (request.Service<IErasures>(), asked.Subject!);
        if (await erasures.FindAsync(subject, request.Cancellation) is not { } target || !target.IsFor(caller)) return RejectionProblems.Of(new NotFound());
        var erased = await erasures.EraseAsync(subject, caller.Person, check, request.Cancellation);
        return ReadEndpoint.Ok(new
        {
            Erased = !check && erased.Any, Keys = erased.Keys.Count, erased.Rows, erased.SharedAddresses,
            Certificate = erased.Certificate is { } text ? JsonSerializer.Deserialize<JsonElement>(text) : (JsonElement?)null,
        });
    }

    private static async Task<IResult> ListAsync(ReadRequest request)
    {
        var page = request.Query.Page();
        if (!MayRead(request.Caller)) return RejectionProblems.Of(new Forbidden());
        if (request.Refusal() is { } refusal) return refusal;
        var all = await request.Service<IErasures>().ListAsync(request.Caller.RegionCode, request.Cancellation);
        return ReadEndpoint.Ok(Paging.Of(all.Select(text => JsonSerializer.Deserialize<JsonElement>(text)).ToList(), page, it => it.GetProperty("id").GetString()!), it => it);
    }

    /// <summary>Byte for byte: the signature is over its canonical form.</summary>
    private static async Task<IResult> FindAsync(ReadRequest request)
    {
        if (!MayRead(request.Caller)) return RejectionProblems.Of(new Forbidden());
        if (request.Refusal() is { } refusal) return refusal;
        var id = Guid.Parse((string)request.Http.Request.RouteValues["id"]!);
        return await request.Service<IErasures>().FindCertificateAsync(id, request.Caller.RegionCode, request.Cancellation) is { } certificate
            ? Results.Content(certificate, "application/json; charset=utf-8") : RejectionProblems.Of(new NotFound());
    }

    private static bool MayRead(Caller caller) => caller.Role is Role.Admin or Role.Auditor;

    private static Asked Of(Body body) => new(body.MaybeValue(Person), body.MaybeValue(Texts), body.MaybeValue(CptsId), body.MaybeValue(Event), body.MaybeValue(FieldOf));

    private static void Judge(Asked asked, Findings findings)
    {
        if (new[] { asked.Person, asked.Cpts, asked.Event }.Count(it => it is not null) != 1) findings.Invalid("", "Donnez une personne, une CPTS avec un champ, ou un événement.");
        if (asked.Cpts is not null && asked.Field is null) findings.Invalid("/field", "Dites quel champ de la CPTS : comment, contact ou reason.");
        if (asked.Person is not null && asked.Field is not null) findings.Invalid("/field", "Une personne n'a pas de champ ; texts dit ce que deviennent ses textes.");
        if (asked.Person is null && asked.Texts is not null) findings.Invalid("/texts", "Seule une personne a des textes.");
    }

    private sealed record Asked(Guid? Person, TextsOfPerson? Texts, Guid? Cpts, Guid? Event, SealedField? Field)
    {
        public ErasureSubject? Subject
            => Person is { } person ? new PersonToErase(new PersonId(person), Texts == TextsOfPerson.Erase)
                : Event is { } one ? new EventToErase(one, Field)
                : Cpts is { } cpts && Field is { } which ? new FieldToErase(StreamId.OfCpts(cpts), which) : null;
    }
}
