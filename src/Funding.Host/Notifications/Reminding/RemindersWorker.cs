using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Host.Clocks;
using Funding.Host.Engine;
using Funding.Host.Engine.Leading;
using Funding.Host.Engine.Storage;
using Funding.Host.Reading;
using Npgsql;
using static Funding.Host.Engine.Storage.StreamReader;

namespace Funding.Host.Notifications.Reminding;

/// <summary>
/// Finds what the calendar tells: of the dossiers that the ledger names after the checkpoint, and of those whose day has come. It keeps
/// only the day to look again; what is told is decided by the dossier then, so nothing is ever cancelled, and nothing is missed while
/// no host runs. Reminders are a matter of days: the dossiers of many acts are looked at together, once.
/// </summary>
internal sealed class RemindersWorker(NpgsqlDataSource source, DomainClock clock, IReferenceData reference, RuleSettings rules, Wakers wakers, ILogger<RemindersWorker> log)
    : LeadingWorker(source, WorkerNames.Reminders, log)
{
    private const int Events = 20_000;
    private const int Dossiers = 100;
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource source = source;
    private readonly ILogger<RemindersWorker> log = log;

    /// <inheritdoc/>
    protected override async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        var now = await clock.NowAsync(cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var (from, to, touched) = await TouchedAsync(connection, cancellation);
        foreach (var some in touched.Chunk(Dossiers)) await RemindAsync(connection, some, now, cancellation);
        // Last: what a host that stops here has told already is found again, and adds nothing.
        if (to > from) await MoveAsync(connection, from, to, cancellation);

        var due = await DueAsync(connection, now, cancellation);
        if (due.Count > 0) await RemindAsync(connection, due, now, cancellation);
        return to - from >= Events || due.Count == Dossiers;
    }

    /// <inheritdoc/>
    protected override Task WaitAsync(CancellationToken cancellation) => wakers.ForRemindersAsync(Polling, cancellation);

    private async Task RemindAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> dossiers, DateTimeOffset now, CancellationToken cancellation)
    {
        var found = new List<DueReminders>(dossiers.Count);
        await foreach (var stream in LoadSealedAsync(connection, [.. dossiers.Select(StreamId.OfCpts)], cancellation))
            if (StreamId.IsCpts(stream.Id, out var id)) found.Add(Of(id, stream, now));
        await RemindersWriter.WriteAsync(connection, Lease, found, now, cancellation);
        if (found.Any(it => it.InForce.Count > 0)) wakers.ToTell();
    }

    /// <summary>A dossier that cannot be read keeps none of the others waiting; it is tried again.</summary>
    private DueReminders Of(Guid id, LoadedStream stream, DateTimeOffset now)
    {
        try
        {
            return DueReminders.Of(id, stream, now, reference, rules);
        }
        catch (Exception poison)
        {
            log.LogError(poison, "What is to be told of CPTS {CptsId} could not be worked out; it is tried again", id);
            return DueReminders.Unreadable(id, now);
        }
    }

    private static async Task<(long From, long To, List<Guid> Dossiers)> TouchedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(
            "select coalesce((select position from funding.checkpoints where name = $1), 0), coalesce((select max(position) from funding.ledger), 0)", WorkerNames.Reminders));
        batch.BatchCommands.Add(Command(
            "select distinct e.stream_id from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id, "
            + "coalesce((select position from funding.checkpoints where name = $1), 0) as last where l.position > last and l.position <= last + $2", WorkerNames.Reminders, (long)Events));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (from, end) = (reader.GetInt64(0), reader.GetInt64(1));
        await reader.NextResultAsync(cancellation);
        var touched = new List<Guid>();
        while (await reader.ReadAsync(cancellation))
            if (!reader.IsDBNull(0) && StreamId.IsCpts(reader.GetString(0), out var id)) touched.Add(id);
        return (from, Math.Min(end, from + Events), touched);
    }

    private async Task MoveAsync(NpgsqlConnection connection, long from, long to, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Lease.Fence());
        batch.BatchCommands.Add(Command("select funding.move_checkpoint($1, $2, $3)", WorkerNames.Reminders, from, to));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<List<Guid>> DueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select cpts_id from funding.reminders where next_at <= $1 order by next_at limit $2", connection);
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = Dossiers });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var due = new List<Guid>();
        while (await reader.ReadAsync(cancellation)) due.Add(reader.GetGuid(0));
        return due;
    }
}
