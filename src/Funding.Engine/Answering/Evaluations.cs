using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>Evaluations and patterns, from the views and the log at one horizon: whatever is counted is counted at the same position.</summary>
internal sealed class Evaluations(NpgsqlDataSource source, Horizons horizons, IReferenceData reference, LegalToday legal, RuleSettings rules) : IEvaluations
{
    private readonly VariablePartReader variableParts = new();

    /// <inheritdoc/>
    public async Task<Evaluated> EvaluateAsync(EvaluationQuery query, CancellationToken cancellation)
    {
        var today = (await legal.ByRegionAsync(query.Moment, cancellation))(query.RegionCode ?? "");
        var to = query.To < today ? query.To.Value : today;
        var horizon = (await horizons.OfViewsAsync(query.Moment, cancellation)) with { Day = to };
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var paths = await PathReader.ReadAsync(connection, horizon, query.RegionCode, cancellation);
        var from = query.From ?? paths.SelectMany(path => path.Phases).Select(phase => phase.Since).Append(to).Min();
        var cpts = await FactReader.ReadAsync(connection, horizon, new WantedCpts(query.RegionCode), cancellation);
        var facts = new EvaluationFacts(
            CoverageOf(query.RegionCode, cpts.ToLookup(it => it.Region)), paths, await PaidAsync(connection, horizon, query, cancellation),
            await variableParts.ReadAsync(connection, horizon, query.RegionCode, cancellation),
            await EnvelopesAsync(connection, horizon, query.RegionCode, to, cancellation), cpts.Where(it => it.Synthetic).Select(it => it.Region).ToHashSet());
        return new(from, to, facts.Evaluate(query.RegionCode, from, to, withFunnel: true),
            query.RegionCode is null ? [.. facts.Regions.Select(region => facts.Evaluate(region.Code, from, to, withFunnel: false))] : []);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NamedHit>> PatternsAsync(PatternQuery query, CancellationToken cancellation)
    {
        var horizon = await horizons.OfViewsAsync(query.Moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var facts = await new PatternReader(connection, horizon, query, variableParts).ReadAsync(cancellation);
        var hits = Patterns.Find(facts, query.Settings, rules, reference.DayIn, query.BudgetYear);
        var known = (await FactReader.ReadAsync(connection, horizon, new WantedCpts(query.RegionCode, WithCommunes: false), cancellation)).ToDictionary(it => it.Id);
        return [.. hits.Where(hit => known.ContainsKey(hit.Cpts)).Select(hit => new NamedHit(hit, known[hit.Cpts].Name, known[hit.Cpts].Synthetic))];
    }

    private List<(string Code, CoverageFigures Coverage)> CoverageOf(string? region, ILookup<string, KnownCpts> cpts)
        => [.. reference.RegionCodes.Where(code => region is null || code == region)
            .Select(code => (code, new CoverageFigures(Coverage.Of(cpts[code], reference), reference.InhabitantsOf(code))))];

    private static async Task<Dictionary<(string, FundingSource), Money>> PaidAsync(NpgsqlConnection connection, Horizon horizon, EvaluationQuery query, CancellationToken cancellation)
    {
        await using var command = EntrySums.Command(connection, horizon, "region, source", new SummedEntries(query.RegionCode, Kind: EntryKind.Paid, From: query.From));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var paid = new Dictionary<(string, FundingSource), Money>();
        while (await reader.ReadAsync(cancellation)) paid[(reader.GetString(0), Enum.Parse<FundingSource>(reader.GetString(1)))] = new Money((long)reader.GetDecimal(2));
        return paid;
    }

    private async Task<List<EnvelopeSpending>> EnvelopesAsync(NpgsqlConnection connection, Horizon horizon, string? region, DateOnly on, CancellationToken cancellation)
    {
        var paid = new Dictionary<(string, int), Money>();
        await using (var command = EntrySums.Command(connection, horizon, "region, budget_year", new SummedEntries(region, Source: FundingSource.Fir, Kind: EntryKind.Paid)))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation)) paid[(reader.GetString(0), reader.GetInt32(1))] = new Money((long)reader.GetDecimal(2));
        var envelopes = await EnvelopeReader.ReadAsync(connection, horizon, region, null, cancellation);
        return [.. envelopes.Select(it => new EnvelopeSpending(
            it.RegionCode, it.Year, it.Figures.Authorised, it.Figures.Committed, paid.GetValueOrDefault((it.RegionCode, it.Year)), it.CptsShare is not null, on > FirEnvelope.LastDay(it.Year, rules)))];
    }
}
