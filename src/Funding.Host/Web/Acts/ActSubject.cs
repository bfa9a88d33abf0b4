using System.Globalization;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Acts;

/// <summary>What an act is about, as its form shows it: who acts, and the dossier, commitment, contract or envelope of its address.</summary>
public sealed record ActSubject
{
    /// <summary>Who acts.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The legal day of the region concerned.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The parts of the address.</summary>
    public required RouteValueDictionary Path { get; init; }

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }

    /// <summary>The settings of the rules.</summary>
    public required RuleSettings Rules { get; init; }

    /// <summary>The dossier; null for an act on none.</summary>
    public DossierView? View { get; init; }

    /// <summary>The FIR envelopes of its region, newest year first.</summary>
    public IReadOnlyList<EnvelopeView> Envelopes { get; init; } = [];

    /// <summary>The ACI tariffs.</summary>
    public IReadOnlyList<TariffView> Tariffs { get; init; } = [];

    /// <summary>The region concerned: of the dossier or of the address; null when the act says it.</summary>
    public string? RegionCode => View?.State.RegionCode ?? Path["region"] as string ?? (Caller.RegionCode is Caller.Nation or "" ? null : Caller.RegionCode);

    /// <summary>The dossier's state. Only of an act on a dossier.</summary>
    public Dossier Dossier => View!.State;

    /// <summary>The commitment of the address, or null.</summary>
    public Commitment? Commitment => Path["commitmentId"] is string id ? View?.State.Commitments.GetValueOrDefault(id) : null;

    /// <summary>The recovery of the address, or null.</summary>
    public Recovery? Recovery => Path["recoveryId"] is string id ? Commitment?.Recoveries.GetValueOrDefault(id) : null;

    /// <summary>The contract of the address, or null.</summary>
    public Contract? Contract => Number("n") is { } number ? View?.State.Contracts.Find(number) : null;

    /// <summary>The tariff of the address, or null.</summary>
    public TariffView? Tariff => Path["tariff"] is string id ? Tariffs.FirstOrDefault(it => it.Tariff.Id == id) : null;

    /// <summary>The mission of the address, or null.</summary>
    public Mission? Mission => Path["mission"] is string slug ? Slug.Parse<Mission>(slug) : null;

    /// <summary>A number of the address, or null.</summary>
    public int? Number(string part) => Path[part] is string text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
