using System.Globalization;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Engine.Acting;
using Funding.Engine.Naming;
using Funding.Host.Api.Bodies;
using Funding.Host.Api.Http;

namespace Funding.Host.Api.Acts;

/// <summary>What a command is made from: the body as far as it could be read, the address, and who asks.</summary>
/// <param name="Body">The body.</param>
/// <param name="Path">The parts of the address, already known to be well-formed.</param>
/// <param name="CptsId">The CPTS; of no meaning for an act on something else.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Sealer">Seals the free texts.</param>
internal sealed record ActRequest(Body Body, RouteValueDictionary Path, Guid CptsId, Caller Caller, ISealer Sealer)
{
    private static readonly SealedText Nothing = new("", "");

    /// <summary>A request at an address; a registration that names no id gets a fresh one.</summary>
    public static ActRequest At(RouteValueDictionary path, Body body, Caller caller, ISealer sealer)
        => new(body, path, PathIds.Cpts(path) ?? body.MaybeValue(RegistrationActs.Id) ?? Guid.CreateVersion7(), caller, sealer);

    /// <summary>A part of the address.</summary>
    public string this[string part] => (string)Path[part]!;

    /// <summary>A number of the address.</summary>
    public int Number(string part) => int.Parse(this[part], CultureInfo.InvariantCulture);

    /// <summary>The mission of the address.</summary>
    public Mission Mission => Slug.Parse<Mission>(this["mission"])!.Value;

    /// <summary>The text sealed, or null when absent.</summary>
    public SealedText? MaybeSealed(TextField field) => Body.Maybe(field) is { } text ? Sealer.Seal(text, field.SealedAs!) : null;

    /// <summary>The text sealed, or a neutral one when a fault stands in its place.</summary>
    public SealedText Sealed(TextField field) => MaybeSealed(field) ?? Nothing;

    /// <summary>A command with the common members of the body.</summary>
    public CptsCommand Complete(CptsCommand command) => command with
    {
        EffectiveDate = Body.MaybeValue(Common.EffectiveDate),
        Reference = Body.Maybe(Common.Reference) ?? Body.Maybe(Common.RequiredReference),
        Comment = MaybeSealed(Common.Comment),
    };

    /// <summary>A command on an envelope with the common members of the body.</summary>
    public Domain.Envelopes.EnvelopeCommand Complete(Domain.Envelopes.EnvelopeCommand command)
        => command with { EffectiveDate = Body.MaybeValue(Common.EffectiveDate), Comment = MaybeSealed(Common.Comment) };

    /// <summary>A command on a tariff with the common members of the body.</summary>
    public Domain.Tariffs.TariffCommand Complete(Domain.Tariffs.TariffCommand command)
        => command with { EffectiveDate = Body.MaybeValue(Common.EffectiveDate), Comment = MaybeSealed(Common.Comment) };
}
