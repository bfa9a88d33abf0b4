using Funding.Domain.Ports;
using Funding.Host.Engine.Leading;
using Funding.Host.Engine.Storage;
using Npgsql;

namespace Funding.Host.Engine.Projecting;

/// <summary>Projects the ledger, in order: rows and checkpoint in one transaction, fenced by the lease. Sums are never kept, so none can be lost.</summary>
internal sealed class Projector(NpgsqlDataSource source, IReferenceData reference, Domain.RuleSettings rules, Wakers wakers, ILogger<Projector> log)
    : LeadingWorker(source, Name, log)
{
    /// <summary>Name of the lease and of the checkpoint.</summary>
    public const string Name = "views";

    private const int Batch = 2_000;
    private static readonly TimeSpan Polling = TimeSpan.FromMilliseconds(250);

    private readonly NpgsqlDataSource source = source;

    /// <inheritdoc/>
    protected override async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var (checkpoint, events) = await ReadAsync(connection, cancellation);
        if (events.Count == 0) return false;

        var regions = await RegionsAsync(connection, events, cancellation);
        var rows = Project(events, regions);
        // Before the checkpoint moves: after it nobody would look at these dossiers again if this host stopped here.
        await DossierCatchUp.RunAsync(connection, rows.Touched, reference, rules, log, cancellation);
        try
        {
            await ProjectionWriter.WriteAsync(connection, Lease, checkpoint, events[^1].Position!.Value, rows, cancellation);
        }
        catch (Exception refused) when (IsAboutData(refused))
        {
            await WriteOneByOneAsync(connection, checkpoint, events, regions, cancellation);
        }

        foreach (var (position, error) in rows.Faults) log.LogError("Event at position {Position} could not be projected and is skipped: {Error}", position, error);
        return events.Count == Batch;
    }

    private static ProjectedRows Project(IEnumerable<StoredEvent> events, Dictionary<Guid, string> regions)
    {
        var rows = new ProjectedRows();
        foreach (var stored in events)
            Projection.Project(stored, StreamId.IsCpts(stored.Stream, out var cpts) ? regions.GetValueOrDefault(cpts) : null, rows);
        return rows;
    }

    /// <summary>Among rows that the tables refuse, finds the events they come from: those alone are skipped.</summary>
    private async Task WriteOneByOneAsync(
        NpgsqlConnection connection, long checkpoint, List<StoredEvent> events, Dictionary<Guid, string> regions, CancellationToken cancellation)
    {
        foreach (var stored in events)
        {
            var position = stored.Position!.Value;
            try
            {
                await ProjectionWriter.WriteAsync(connection, Lease, checkpoint, position, Project([stored], regions), cancellation);
            }
            catch (Exception refused) when (IsAboutData(refused))
            {
                log.LogError(refused, "Event at position {Position} could not be projected and is skipped", position);
                var fault = new ProjectedRows();
                fault.Faults.Add((position, refused.Message));
                await ProjectionWriter.WriteAsync(connection, Lease, checkpoint, position, fault, cancellation);
            }

            checkpoint = position;
        }
    }

    /// <summary>A value that cannot be (classes 22 and 23 of SQLSTATE, or what .NET makes of it); a lost lease, a lost connection are not.</summary>
    internal static bool IsAboutData(Exception failure) => failure switch
    {
        PostgresException told => told.SqlState[..2] is "22" or "23",
        NpgsqlException or OperationCanceledException or ObjectDisposedException => false,
        _ => true,
    };

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => wakers.ForProjectorAsync(Polling, cancellation);

    private static async Task<(long Checkpoint, List<StoredEvent> Events)> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Storage.StreamReader.Command("select coalesce((select position from funding.checkpoints where name = $1), 0)", Name));
        batch.BatchCommands.Add(Storage.StreamReader.Command(
            $"select {StoredEvent.Columns} from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id "
            + "where l.position > coalesce((select position from funding.checkpoints where name = $1), 0) order by l.position limit $2", Name, Batch));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var checkpoint = reader.GetInt64(0);
        await reader.NextResultAsync(cancellation);
        var events = new List<StoredEvent>();
        while (await reader.ReadAsync(cancellation)) events.Add(StoredEvent.Read(reader));
        return (checkpoint, events.Where(stored => stored.Position > checkpoint).ToList());
    }

    /// <summary>The region of each CPTS in the run: from its registration, here or projected before.</summary>
    private static async Task<Dictionary<Guid, string>> RegionsAsync(NpgsqlConnection connection, List<StoredEvent> events, CancellationToken cancellation)
    {
        var regions = new Dictionary<Guid, string>();
        var wanted = new HashSet<Guid>();
        foreach (var stored in events)
            if (StreamId.IsCpts(stored.Stream, out var id)) wanted.Add(id);
        if (wanted.Count == 0) return regions;
        await using var command = new NpgsqlCommand(
            "select substring(stream_id from 6)::uuid, data ->> 'regionCode' from funding.mt_events where stream_id = any($1) and version = 1", connection);
        command.Parameters.Add(new() { Value = wanted.Select(StreamId.OfCpts).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            if (!reader.IsDBNull(1)) regions[reader.GetGuid(0)] = reader.GetString(1);
        return regions;
    }
}
