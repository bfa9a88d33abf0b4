using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Host.Api.Acts;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.Http;
using Funding.Host.Security;

namespace Funding.Host.Importing.Acts;

/// <summary>Reads a line of a file of acts: <c>{ "key", "act", "actor", "body" }</c>, as strictly as HTTP reads a body.</summary>
internal static class ActLineReader
{
    /// <summary>By HTTP an act without its date is made today; an act of the past that lost it would be too.</summary>
    private static readonly string Date = $"/{Common.EffectiveDate.Name}";

    private static readonly TextField Key = new("key", "Key of the act in the earlier system.", 200) { IsRequired = true };
    private static readonly TextField Act = new("act", "Address of the act, as it follows /api/v1.", 400) { IsRequired = true };
    private static readonly RawObjectField ActBody = new("body", "Body of the act, as by HTTP.");
    private static readonly IReadOnlyList<Field> Fields = [Key, Act, ActorMembers.Field, ActBody];

    /// <summary>The act, or what is wrong with the line, all at once.</summary>
    public static (ActLine? Line, IReadOnlyList<Fault> Faults) Read(ReadOnlyMemory<byte> bytes, IReferenceData reference)
    {
        var findings = new Findings();
        var line = BodyReader.Parse(bytes, Fields, findings);
        if (findings.Shape.Any(fault => fault.Pointer.Length == 0))
            return (null, [new Fault("", "Un objet JSON est attendu, seul sur sa ligne (UTF-8, sans commentaire, sans membre en double).")]);
        if (findings.Shape.Concat(findings.Values).ToList() is { Count: > 0 } faults) return (null, faults);

        var (actor, unknown) = CallerClaims.Read(line.Of(ActorMembers.Field), reference);
        if (actor is null) return (null, [new Fault($"/actor/{ActorMembers.NameOf(unknown!)}", "Cette donnée manque, est inconnue ou ne convient pas au rôle.")]);
        if (actor.Subject != actor.Subject.Trim()) return (null, [new Fault("/actor/user", "Des espaces entourent l'utilisateur.")]);
        if (ActAddress.Find(line.Of(Act)) is not { } found || !PathIds.AreWellFormed(found.Path, reference)) return (null, [new Fault("/act", "Aucun acte n'est à cette adresse.")]);

        ReadOnlyMemory<byte> written = line.Maybe<byte[]>(ActBody) ?? [];
        var inside = new Findings();
        var body = BodyReader.Parse(written, found.Route.Fields, inside);
        if (inside.Shape.Count > 0) return (null, inside.Shape);
        if (body.MaybeValue(Common.EffectiveDate) is null && inside.Values.All(fault => fault.Pointer != Date)) inside.Invalid(Date, "Un acte importé porte sa date.");
        return (new ActLine(line.Of(Key), line.Of(Act), actor, found.Route, found.Path, body, written, inside.Values.ToSequence()), []);
    }
}
