using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>The money by region, summed from entries at any horizon.</summary>
internal sealed class Regions(NpgsqlDataSource source, Horizons horizons, IReferenceData reference) : IRegions
{
    /// <inheritdoc/>
    public async Task<Financing> RegionAsync(string regionCode, FinancingQuery query, CancellationToken cancellation)
        => (await ReadAsync(regionCode, query, cancellation)).Single();

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<Financing> Regions, Financing Nation)> NationAsync(FinancingQuery query, CancellationToken cancellation)
    {
        var regions = await ReadAsync(null, query, cancellation);
        var sources = Enum.GetValues<FundingSource>().ToDictionary(it => it, it => regions.Aggregate(Totals.None, (sum, region) => sum + region.Sources[it]));
        var phases = Enum.GetValues<PhaseName>().ToDictionary(phase => phase, phase => regions.Sum(region => region.CptsByPhase[phase]));
        var envelope = regions.Select(region => region.Envelope).OfType<EnvelopeFigures>().ToList();
        var figures = envelope.Count == 0 ? null : new EnvelopeFigures(envelope.Total(it => it.Authorised), envelope.Total(it => it.Committed));
        return (regions, new Financing(null, sources, sources.Total(), phases, regions.Sum(region => region.PopulationCovered), figures, regions.Any(region => region.Synthetic)));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EnvelopeView>> EnvelopesAsync(string? regionCode, int? year, Moment moment, CancellationToken cancellation)
    {
        var horizon = await horizons.OfViewsAsync(moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await EnvelopeReader.ReadAsync(connection, horizon, regionCode, year, cancellation);
    }

    private async Task<List<Financing>> ReadAsync(string? region, FinancingQuery query, CancellationToken cancellation)
    {
        var horizon = await horizons.OfViewsAsync(query.Moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = EntrySums.Command(
            connection, horizon, "region, source, kind", new SummedEntries(region, query.BudgetYear, From: query.From, To: query.To));
        var sums = await Sums.ReadAsync<string>(command, cancellation);
        var cpts = (await FactReader.ReadAsync(connection, horizon, new WantedCpts(region), cancellation)).ToLookup(it => it.Region);
        var envelopes = query.BudgetYear is null ? [] : await EnvelopeReader.ReadAsync(connection, horizon, region, query.BudgetYear, cancellation);
        return reference.RegionCodes.Where(code => region is null || code == region)
            .Select(code => Make(code, sums.GetValueOrDefault(code), cpts[code].ToList(), envelopes.FirstOrDefault(envelope => envelope.RegionCode == code))).ToList();
    }

    private Financing Make(string code, Dictionary<FundingSource, Totals>? sums, List<KnownCpts> cpts, EnvelopeView? envelope)
    {
        var sources = Sums.Complete(sums);
        var phases = Enum.GetValues<PhaseName>().ToDictionary(phase => phase, phase => cpts.Count(it => it.Phase == phase));
        return new Financing(code, sources, sources.Total(), phases, Coverage.Of(cpts, reference), envelope?.Figures, cpts.Exists(it => it.Synthetic) || envelope?.Synthetic == true);
    }
}
