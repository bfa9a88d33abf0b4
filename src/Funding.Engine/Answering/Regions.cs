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
        return (regions, Financings.OfNation(regions));
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
        return Financings.Of(reference, region, code =>
        {
            var envelope = envelopes.FirstOrDefault(it => it.RegionCode == code);
            return new(sums.GetValueOrDefault(code), cpts[code].ToList(), envelope?.Figures, envelope?.Synthetic == true);
        });
    }
}
