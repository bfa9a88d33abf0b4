using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Engine.Reading;

namespace Funding.Engine.Answering;

/// <summary>What the financing of a region is made of.</summary>
internal sealed record FinancingParts(IReadOnlyDictionary<FundingSource, Totals>? Sums, IReadOnlyCollection<KnownCpts> Cpts, EnvelopeFigures? Envelope, bool SyntheticEnvelope);

/// <summary>Makes the financing of regions from its parts, wherever they were read.</summary>
internal static class Financings
{
    /// <summary>Those of all regions by code, or of one; of none for a code that is no region's.</summary>
    public static List<Financing> Of(IReferenceData reference, string? region, Func<string, FinancingParts> parts)
        => reference.RegionCodes.Where(code => region is null || code == region).Select(code => Make(code, parts(code), reference)).ToList();

    /// <summary>That of the nation from those of all regions.</summary>
    public static Financing OfNation(IReadOnlyList<Financing> regions)
    {
        var sources = Enum.GetValues<FundingSource>().ToDictionary(it => it, it => regions.Aggregate(Totals.None, (sum, region) => sum + region.Sources[it]));
        var phases = Enum.GetValues<PhaseName>().ToDictionary(phase => phase, phase => regions.Sum(region => region.CptsByPhase[phase]));
        var envelope = regions.Select(region => region.Envelope).OfType<EnvelopeFigures>().ToList();
        var figures = envelope.Count == 0 ? null : new EnvelopeFigures(envelope.Total(it => it.Authorised), envelope.Total(it => it.Committed));
        return new(null, sources, sources.Total(), phases, regions.Sum(region => region.PopulationCovered), figures, regions.Any(region => region.Synthetic));
    }

    private static Financing Make(string code, FinancingParts it, IReferenceData reference)
    {
        var sources = Sums.Complete(it.Sums);
        var phases = Enum.GetValues<PhaseName>().ToDictionary(phase => phase, phase => it.Cpts.Count(cpts => cpts.Phase == phase));
        return new(code, sources, sources.Total(), phases, Coverage.Of(it.Cpts, reference), it.Envelope, it.SyntheticEnvelope || it.Cpts.Any(cpts => cpts.Synthetic));
    }
}
