using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Presentation;

/// <summary>What holds of a region and of an envelope, fact by fact.</summary>
public static class RegionFacts
{
    /// <summary>What an act changed in the money and the phases of a region.</summary>
    public static IReadOnlyList<Change> Changes(RegionState before, RegionState after) => [.. Fact.Changes(Of(before), Of(after))];

    /// <summary>What an act changed in an envelope.</summary>
    public static IReadOnlyList<Change> Changes(EnvelopeStep it) => [.. Fact.Changes(Of(it.Before), Of(it.After))];

    private static IEnumerable<Fact> Of(RegionState it) =>
    [
        .. Enum.GetValues<PhaseName>().Select(phase => new Fact($"CPTS, {Labels.Of(phase)}", French.Of(it.CptsByPhase.GetValueOrDefault(phase)))),
        .. Enum.GetValues<FundingSource>().SelectMany(source => MoneyFacts.Of(Labels.Of(source), it.Sources[source])),
    ];

    private static IEnumerable<Fact> Of(EnvelopeFigures it)
        => [MoneyFacts.Of("Crédit autorisé", it.Authorised), MoneyFacts.Of("Crédit engagé", it.Committed), MoneyFacts.Of("Crédit disponible", it.Available)];
}
