using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Answering;
using Funding.Engine.Reading;
using Funding.Domain.Ports;
using Marten;
using Microsoft.Extensions.Logging;

namespace Funding.Marten.Views;

/// <summary>Answers the financing of now from the documents; whatever else is asked, and what they cannot tell, goes to the reader that both engines share.</summary>
internal sealed class MartenRegions(IRegions shared, IViewStore store, IReferenceData reference, ILogger<MartenRegions> log) : IRegions
{
    /// <inheritdoc/>
    public async Task<Financing> RegionAsync(string regionCode, FinancingQuery query, CancellationToken cancellation)
        => await TryAsync(regionCode, query, cancellation) is [var region] ? region : await shared.RegionAsync(regionCode, query, cancellation);

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<Financing> Regions, Financing Nation)> NationAsync(FinancingQuery query, CancellationToken cancellation)
        => await TryAsync(null, query, cancellation) is { } regions ? (regions, Financings.OfNation(regions)) : await shared.NationAsync(query, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EnvelopeView>> EnvelopesAsync(string? regionCode, int? year, Moment moment, CancellationToken cancellation)
        => shared.EnvelopesAsync(regionCode, year, moment, cancellation);

    /// <summary>Without days and moments; null for what the documents cannot tell.</summary>
    private async Task<List<Financing>?> TryAsync(string? region, FinancingQuery query, CancellationToken cancellation)
        => query is { From: null, To: null } && query.Moment == Moment.Now ? await Answer.TryAsync(() => ReadAsync(region, query.BudgetYear, cancellation), log, cancellation) : null;

    private async Task<List<Financing>?> ReadAsync(string? region, int? year, CancellationToken cancellation)
    {
        await using var snapshot = await Snapshot.TakeAsync(store, cancellation);
        if (await snapshot.LinesAheadAsync(cancellation) is not { } ahead || await snapshot.FinancingsAsync(region, cancellation) is not { } financings) return null;
        var folded = ahead.Select(line => line.Id).ToHashSet(StringComparer.Ordinal);
        var stored = await snapshot.Session.Query<DossierLine>().Where(line => region == null || line.RegionCode == region).ToListAsync(cancellation);
        var lines = stored.Where(line => !folded.Contains(line.Id)).Concat(ahead).ToLookup(line => line.RegionCode, StringComparer.Ordinal);
        return Financings.Of(reference, region, code => Parts(financings.GetValueOrDefault(code) ?? new(code), lines[code], year));
    }

    private static FinancingParts Parts(RegionFinancing it, IEnumerable<DossierLine> lines, int? year)
    {
        var envelope = it.Envelopes.FirstOrDefault(envelope => envelope.Year == year && envelope.Exists);
        var committed = it.Sums.FirstOrDefault(sum => (sum.Year, sum.Source, sum.Kind) == (year, FundingSource.Fir, EntryKind.Committed));
        return new(
            it.Sums.BySource(year), [.. lines.Select(Known)],
            envelope is null ? null : new EnvelopeFigures(envelope.Authorised, new Money(committed?.Cents ?? 0)), envelope?.Notifications.Values.Any(notified => notified.Synthetic == true) == true);
    }

    private static KnownCpts Known(DossierLine it)
        => new(it.CptsId, it.RegionCode, it.RegisteredAt, it.Name.Value, it.Territory.Value, Enum.Parse<PhaseName>(it.Phase), it.PhaseSince, it.Synthetic);
}
