using System.Data;
using JasperFx.Events.Grouping;
using Marten;
using Marten.Events;
using Marten.Services;
using Npgsql;

namespace Funding.Marten.Views;

/// <summary>
/// The documents and the log at one moment. The daemon stores documents and its progress together, so the documents and the events
/// after the progress make all that is committed: nothing is waited for, nothing is there twice.
/// </summary>
internal sealed class Snapshot(IDocumentSession session) : IAsyncDisposable
{
    /// <summary>So many events are folded for an answer; further behind, the documents answer nothing.</summary>
    private const int MostAhead = 500;

    // A rebuild truncates, and a truncated table is empty even for who looks at an earlier moment: it is kept from that first.
    private const string Hold = $"lock table {MartenStore.Documents}.mt_doc_dossierline, {MartenStore.Documents}.mt_doc_regionfinancing in access share mode";

    /// <summary>Reads at that moment.</summary>
    public IDocumentSession Session => session;

    /// <summary>Takes one.</summary>
    public static async Task<Snapshot> TakeAsync(IDocumentStore store, CancellationToken cancellation)
    {
        var snapshot = new Snapshot(store.OpenSession(new SessionOptions { Tracking = DocumentTracking.None, IsolationLevel = IsolationLevel.RepeatableRead }));
        try
        {
            await snapshot.Session.BeginTransactionAsync(cancellation);
            await using var hold = new NpgsqlCommand(Hold);
            await snapshot.Session.ExecuteAsync(hold, cancellation);
            return snapshot;
        }
        catch
        {
            await snapshot.DisposeAsync();
            throw;
        }
    }

    /// <summary>The lines of the dossiers whose streams are ahead of theirs, folded to the last event; null when that cannot be told from the documents.</summary>
    public async Task<List<DossierLine>?> LinesAheadAsync(CancellationToken cancellation)
    {
        if (await session.Query<DossierLine>().AnyAsync(line => line.Lacks, cancellation)) return null;
        var ahead = await session.AdvancedSql.QueryAsync<string>(
            "select stream_id from funding.mt_events where seq_id > ? and stream_id is not null order by seq_id limit ?", cancellation, await ReachAsync(nameof(DossierLine), cancellation), MostAhead + 1);
        if (ahead.Count > MostAhead) return null;
        var lines = new List<DossierLine>();
        foreach (var stream in ahead.Distinct(StringComparer.Ordinal))
            if (await session.Events.FetchLatest<DossierLine>(stream, cancellation) is { } line) lines.Add(line);
        return lines.Exists(line => line.Lacks) ? null : lines;
    }

    /// <summary>The financing of one region, or of all, to the last event; null when there is too much to fold.</summary>
    public async Task<Dictionary<string, RegionFinancing>?> FinancingsAsync(string? region, CancellationToken cancellation)
    {
        var reach = await ReachAsync(nameof(RegionFinancing), cancellation);
        var ahead = await session.Events.QueryAllRawEvents().Where(e => e.Sequence > reach && e.EventTypesAre(RegionFinancings.Types))
            .OrderBy(e => e.Sequence).Take(MostAhead + 1).ToListAsync(cancellation);
        if (ahead.Count > MostAhead) return null;
        var financings = (await session.Query<RegionFinancing>().Where(it => region == null || it.Id == region).ToListAsync(cancellation)).ToDictionary(it => it.Id, StringComparer.Ordinal);
        var projection = new RegionFinancings();
        foreach (var group in (await projection.BuildSlicer(session).SliceAsync(ahead)).OfType<SliceGroup<RegionFinancing, string>>())
            foreach (var slice in group.Slices.Where(slice => region is null || slice.Id == region))
                financings[slice.Id] = slice.Events().Aggregate(financings.GetValueOrDefault(slice.Id), (before, e) => projection.Evolve(before, slice.Id, e))!;
        return financings;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DisposeAsync();

    /// <summary>How far the daemon is with a document.</summary>
    private async Task<long> ReachAsync(string document, CancellationToken cancellation)
        => (await session.AdvancedSql.QueryAsync<long>("select last_seq_id from funding.mt_event_progression where name = ?", cancellation, $"{document}:All")).SingleOrDefault();
}
