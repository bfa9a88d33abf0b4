using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using JasperFx.Events.Daemon;
using Marten;

namespace Funding.Marten.Views;

/// <summary>Tells of Marten's daemon beside our workers: how many events each view lacks, and what it set aside.</summary>
internal sealed class MartenProgress(IProgressReader shared, IViewStore store, DomainClock clock) : IProgressReader
{
    /// <summary>Name of the view of dossiers among the workers.</summary>
    public const string Dossiers = "marten-dossiers";

    /// <summary>Name of the view of regions among the workers.</summary>
    public const string Regions = "marten-regions";

    // Numbers of events, and of holes among them: a few too many at most.
    private const string Behind =
        """
        select row(greatest(0, coalesce(last.seq_id, 0) - coalesce(p.last_seq_id, 0))),
               row(coalesce((select extract(epoch from ? - e.timestamp) from funding.mt_events e where e.seq_id > coalesce(p.last_seq_id, 0) order by e.seq_id limit 1), 0)::float8)
        from (select max(seq_id) as seq_id from funding.mt_events) last left join funding.mt_event_progression p on p.name = ?
        """;

    /// <inheritdoc/>
    public async Task<WorkProgress> ReadAsync(CancellationToken cancellation)
    {
        var progress = await shared.ReadAsync(cancellation);
        await using var session = store.QuerySession();
        var now = (await clock.NowAsync(cancellation)).ToUniversalTime();
        var lacking = await session.Query<DossierLine>().CountAsync(line => line.Lacks, cancellation);
        return new([.. progress.Workers, await OfAsync(Dossiers, nameof(DossierLine), lacking), await OfAsync(Regions, nameof(RegionFinancing), 0)]);

        async Task<WorkerProgress> OfAsync(string name, string document, int skipped)
        {
            var (behind, seconds) = (await session.AdvancedSql.QueryAsync<long, double>(Behind, cancellation, now, $"{document}:All")).Single();
            var aside = await session.Query<DeadLetterEvent>().CountAsync(it => it.ProjectionName == document, cancellation);
            return new(name, behind, behind == 0 ? null : Math.Max(0, Math.Round(seconds, 3)), skipped + aside, null);
        }
    }
}
