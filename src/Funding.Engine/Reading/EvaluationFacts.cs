using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>What an evaluation is worked out from, all read at one position and one day.</summary>
/// <param name="Regions">The regions evaluated, with their coverage; by code.</param>
/// <param name="Paths">The phases of each CPTS.</param>
/// <param name="Paid">Euros paid in the period, by region and source.</param>
/// <param name="Parts">Variable parts assessed up to the last day.</param>
/// <param name="Envelopes">FIR envelopes.</param>
/// <param name="Synthetic">The regions in which anything is made up.</param>
public sealed record EvaluationFacts(
    IReadOnlyList<(string Code, CoverageFigures Coverage)> Regions, IReadOnlyList<CptsPath> Paths, IReadOnlyDictionary<(string Region, FundingSource Source), Money> Paid,
    IReadOnlyList<VariablePart> Parts, IReadOnlyList<EnvelopeSpending> Envelopes, IReadOnlySet<string> Synthetic)
{
    /// <summary>The evaluation of one region, or of all that are here, in a period.</summary>
    public Evaluation Evaluate(string? region, DateOnly from, DateOnly to, bool withFunnel)
    {
        var codes = Regions.Where(it => region is null || it.Code == region).ToList();
        var paths = region is null ? Paths : Paths.Where(path => path.RegionCode == region).ToList();
        var parts = Parts.Where(part => part.AssessedOn >= from && part.AssessedOn <= to && (region is null || part.Commitment.RegionCode == region)).ToList();
        return new Evaluation
        {
            RegionCode = region,
            Funnel = withFunnel ? Funnel.ByMonth(paths, LegalDays.Latest(from, FirstDayOf(paths) ?? to), to) : null,
            Delays = Delays.Of(paths, from, to),
            Validations = ValidationFigures.Of(paths, from, to),
            Coverage = new(codes.Sum(it => it.Coverage.Covered), codes.Sum(it => it.Coverage.Inhabitants)),
            Paid = Enum.GetValues<FundingSource>().ToDictionary(source => source, source => codes.Total(it => Paid.GetValueOrDefault((it.Code, source)))),
            VariableParts = EarnedFigures.Of(parts),
            Envelopes = EnvelopesOf(region, from.Year, to.Year),
            Synthetic = codes.Exists(it => Synthetic.Contains(it.Code)),
        };
    }

    /// <summary>Months before it have nothing to tell, and whoever asks from the year 1 on would be told of all of them.</summary>
    private static DateOnly? FirstDayOf(IEnumerable<CptsPath> paths) => paths.Min(path => (DateOnly?)path.Phases[0].Since);

    private List<EnvelopeSpending> EnvelopesOf(string? region, int first, int last)
        => [.. from envelope in Envelopes
               where envelope.Year >= first && envelope.Year <= last && (region is null || envelope.RegionCode == region)
               group envelope by envelope.Year into year
               orderby year.Key descending
               select new EnvelopeSpending(region, year.Key, year.Total(it => it.Authorised), year.Total(it => it.Committed), year.Total(it => it.Paid), year.All(it => it.IsReserved), year.All(it => it.IsClosed))];
}
