using Funding.Domain;
using Funding.Host.Reference;

namespace Funding.Host.Demo;

/// <summary>The initial notification of a region and year: as published, or made up.</summary>
internal sealed record PlannedEnvelope(
    string RegionCode, int Year, Money Total, Money Fungible, Money? RingFenced, Money? Prevention, Money? MedicoSocial, DateOnly SignedOn, string Reference, bool Synthetic);

/// <summary>FIR envelopes: those that a source gives are as it gives them, the others plausible and marked synthetic.</summary>
internal sealed class EnvelopePlan
{
    private const decimal GrowthPerYear = 1.04m;
    private readonly ReferenceData reference;
    private readonly Dictionary<(string Region, int Year), FirEnvelopeRow> published;
    private readonly Dictionary<string, long> populations;

    public EnvelopePlan(ReferenceData reference)
    {
        this.reference = reference;
        published = ReferenceFiles.FirYears.SelectMany(ReferenceFiles.FirEnvelopes).ToDictionary(row => (row.Region, row.Year));
        populations = reference.Communes.Where(commune => commune.City is null).GroupBy(commune => commune.Region)
            .ToDictionary(group => group.Key, group => group.Sum(commune => (long)commune.Population), StringComparer.Ordinal);
    }

    /// <summary>The initial notification of each region for a year, by code.</summary>
    public IEnumerable<PlannedEnvelope> Of(int year, Dice dice)
        => reference.Regions.Select(region => region.Code).Order(StringComparer.Ordinal)
            .Select(region => published.TryGetValue((region, year), out var row) ? Published(row) : MadeUp(region, year, dice));

    /// <summary>The order of 2023 is dated; of the other the day is not known: it stands at the legal limit, before 1 March (CSP R1435-25).</summary>
    private static PlannedEnvelope Published(FirEnvelopeRow row) => new(
        row.Region, row.Year, Money.Euros(row.Total), Money.Euros(row.Fungible), Euros(row.RingFenced), Euros(row.Prevention), Euros(row.MedicoSocial),
        row.Year == 2023 ? new DateOnly(2023, 5, 26) : new DateOnly(row.Year, 2, 28), row.Source, Synthetic: false);

    private PlannedEnvelope MadeUp(string region, int year, Dice dice)
    {
        var total = Rounded(Likely(region, year));
        var fungible = Rounded(total * 0.955m);
        return new(region, year, Money.Euros(total), Money.Euros(fungible), Money.Euros(total - fungible), Money.Euros(Rounded(fungible * 0.11m)), Money.Euros(Rounded(fungible * 0.04m)),
            new DateOnly(year, 2, dice.Between(8, 26)), $"arrêté fictif FIR {year}, région {region} (synthétique)", Synthetic: true);
    }

    /// <summary>From the region's own figure of the nearest year, else from its population at the mean of the regions published.</summary>
    private decimal Likely(string region, int year)
    {
        var own = published.Values.Where(row => row.Region == region).MinBy(row => Math.Abs(row.Year - year));
        var base2024 = own is null ? populations[region] * MeanPerInhabitant() : own.Total / Growth(own.Year);
        return base2024 * Growth(year);
    }

    private decimal MeanPerInhabitant()
    {
        var known = published.Values.Where(row => row.Year == 2024).ToList();
        return known.Sum(row => row.Total) / known.Sum(row => populations[row.Region]);
    }

    private static decimal Growth(int year) => Enumerable.Range(0, Math.Abs(year - 2024)).Aggregate(1m, (factor, _) => year > 2024 ? factor * GrowthPerYear : factor / GrowthPerYear);

    private static decimal Rounded(decimal euros) => decimal.Round(euros / 100m) * 100m;

    private static Money? Euros(decimal? euros) => euros is { } known ? Money.Euros(known) : null;
}
