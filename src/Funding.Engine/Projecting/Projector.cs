using Funding.Domain.Ports;
using Funding.Engine.Leading;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Projecting;

/// <summary>Projects the ledger, in order: rows and checkpoint in one transaction, fenced by the lease. Sums are never kept, so none can be lost.</summary>
internal sealed class Projector(NpgsqlDataSource source, IReferenceData reference, Domain.RuleSettings rules, Wakers wakers, ILogger<Projector> log)
    : LeadingWorker(source, Name, log)
{
    /// <summary>Name of the lease and of the checkpoint.</summary>
    public const string Name = WorkerNames.Views;

    private const int Batch = 2_000;
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(250);

    private readonly NpgsqlDataSource source = source;
    private readonly RegionsOfCpts regions = new();

    /// <inheritdoc/>
    protected override async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var (checkpoint, events) = await ReadAsync(connection, cancellation);
        if (events.Count == 0) return false;

        var rows = await ProjectAsync(connection, events, cancellation);
        // Before the checkpoint moves: after it nobody would look at these dossiers again if this host stopped here.
        var touched = events.Select(it => it.Cpts).OfType<Guid>().ToHashSet();
        await DossierCatchUp.RunAsync(connection, touched, reference, rules, log, cancellation);
        try
        {
            await ProjectionWriter.WriteAsync(connection, Lease, checkpoint, events[^1].Position, rows, cancellation);
        }
        catch (Exception refused) when (Refusals.AreAboutData(refused))
        {
            await WriteOneByOneAsync(connection, checkpoint, events, cancellation);
        }

        foreach (var (position, error) in rows.Faults) log.LogError("Event at position {Position} could not be projected and is skipped: {Error}", position, error);
        return events.Count == Batch;
    }

    private async Task<ProjectedRows> ProjectAsync(NpgsqlConnection connection, IEnumerable<Numbered> events, CancellationToken cancellation)
    {
        var rows = new ProjectedRows();
        foreach (var numbered in events) Projection.Project(numbered, rows);
        await regions.FillAsync(connection, rows, cancellation);
        return rows;
    }

    /// <summary>Among rows that the tables refuse, finds the events they come from: those alone are skipped.</summary>
    private async Task WriteOneByOneAsync(NpgsqlConnection connection, long checkpoint, List<Numbered> events, CancellationToken cancellation)
    {
        foreach (var numbered in events)
        {
            var position = numbered.Position;
            try
            {
                await ProjectionWriter.WriteAsync(connection, Lease, checkpoint, position, await ProjectAsync(connection, [numbered], cancellation), cancellation);
            }
            catch (Exception refused) when (Refusals.AreAboutData(refused))
            {
                log.LogError(refused, "Event at position {Position} could not be projected and is skipped", position);
                var fault = new ProjectedRows();
                fault.Faults.Add((position, refused.Message));
                await ProjectionWriter.WriteAsync(connection, Lease, checkpoint, position, fault, cancellation);
            }

            checkpoint = position;
        }
    }

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => wakers.ForProjectorAsync(Polling, cancellation);

    private static async Task<(long Checkpoint, List<Numbered> Events)> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Storage.StreamReader.Command("select coalesce((select position from funding.checkpoints where name = $1), 0)", Name));
        batch.BatchCommands.Add(Storage.StreamReader.Command(
            "select l.position, e.id, e.stream_id, e.type, e.timestamp, case when e.type = any($3) then e.data end "
            + "from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id "
            + "where l.position > coalesce((select position from funding.checkpoints where name = $1), 0) order by l.position limit $2", Name, Batch, Projection.Names));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var checkpoint = reader.GetInt64(0);
        await reader.NextResultAsync(cancellation);
        var events = new List<Numbered>();
        while (await reader.ReadAsync(cancellation))
            if (Read(reader) is var numbered && numbered.Position > checkpoint) events.Add(numbered);
        return (checkpoint, events);
    }

    private static Numbered Read(NpgsqlDataReader row)
    {
        var stream = row.IsDBNull(2) ? "" : row.GetString(2);
        var ofCpts = StreamId.IsCpts(stream, out var cpts);
        return new(row.GetInt64(0), row.GetGuid(1), ofCpts ? cpts : null, ofCpts ? null : stream, row.GetString(3), row.GetDateTime(4),
            row.IsDBNull(5) ? default : row.GetFieldValue<byte[]>(5));
    }
}
