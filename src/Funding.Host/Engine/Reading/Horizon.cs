using System.Diagnostics;
using Funding.Host.Engine.Projecting;
using Funding.Host.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Host.Engine.Reading;

/// <summary>A moment as views take it: ledger positions up to one, acts effective up to a day.</summary>
/// <param name="Position">The last position known; null for all.</param>
/// <param name="Day">The last effective day; null for all.</param>
internal sealed record Horizon(long? Position, DateOnly? Day)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatienceForThePresent = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>The condition that a view's rows meet.</summary>
    public const string Filter = "position <= @position and effective_date <= @day";

    /// <summary>
    /// Finds the position of an instant; waits until all that is recorded by then has its position and the views hold it, so that
    /// the same question has the same answer later. Throws <see cref="ViewsBehindException"/> rather than answer with less.
    /// </summary>
    public static async Task<Horizon> OfAsync(NpgsqlDataSource source, Moment moment, CancellationToken cancellation)
    {
        if (moment.AsOf is not { } instant) return new Horizon(null, moment.EffectiveOn);
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var (position, complete) = await LookAsync(source, instant, cancellation);
            if (complete) return new Horizon(position, moment.EffectiveOn);
            if (Stopwatch.GetElapsedTime(start) > Patience) throw new ViewsBehindException();
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>
    /// The same, for who reads the views and not the streams: without an instant, waits until the views hold all that was
    /// acknowledged before the question, so that who acts and then asks finds the act in the figures. What comes meanwhile is not
    /// waited for, and nothing past the position found is counted: a figure in one reading is never ahead of its sum in another.
    /// </summary>
    public static async Task<Horizon> OfViewsAsync(NpgsqlDataSource source, Moment moment, CancellationToken cancellation)
    {
        if (moment.AsOf is not null) return await OfAsync(source, moment, cancellation);
        var start = Stopwatch.GetTimestamp();
        var (last, goal) = ((long?)null, (long?)null);
        while (true)
        {
            var log = await LogAsync(source, last ?? long.MaxValue, cancellation);
            last ??= log.Last;
            if (log.High >= last && !log.InHoles) goal ??= log.Position;
            if (log.Checkpoint >= goal || Stopwatch.GetElapsedTime(start) > PatienceForThePresent) return new Horizon(log.Checkpoint, moment.EffectiveOn);
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>The last event, what is numbered of the log up to <paramref name="last"/>, and how far the views are.</summary>
    private static async Task<(long Last, long High, bool InHoles, long Position, long Checkpoint)> LogAsync(NpgsqlDataSource source, long last, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "select coalesce((select max(seq_id) from funding.mt_events), 0), (select high_mark from funding.ledger_state), "
            + "exists (select from funding.ledger_holes h join funding.mt_events e on e.seq_id between h.first and h.last where e.seq_id <= $1), "
            + "coalesce((select max(position) from funding.ledger), 0), coalesce((select position from funding.checkpoints where name = $2), 0)");
        command.Parameters.Add(new() { Value = last });
        command.Parameters.Add(new() { Value = Projector.Name });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetBoolean(2), reader.GetInt64(3), reader.GetInt64(4));
    }

    /// <summary>The last position known at an instant, and whether nothing recorded by then is still on its way to the views.</summary>
    private static async Task<(long Position, bool Complete)> LookAsync(NpgsqlDataSource source, DateTimeOffset instant, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "select coalesce((select position from funding.ledger where known_at <= $1 order by known_at desc, position desc limit 1), 0), "
            + "coalesce((select position from funding.checkpoints where name = $2), 0), "
            + "not exists (select from funding.mt_events where seq_id > (select high_mark from funding.ledger_state) and timestamp <= $1) "
            + "and not exists (select from funding.ledger_holes h join funding.mt_events e on e.seq_id between h.first and h.last where e.timestamp <= $1)");
        command.Parameters.Add(new() { Value = instant.UtcDateTime });
        command.Parameters.Add(new() { Value = Projector.Name });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var position = reader.GetInt64(0);
        return (position, reader.GetInt64(1) >= position && reader.GetBoolean(2));
    }

    /// <summary>A statement with this horizon as parameters <c>@position</c> and <c>@day</c>.</summary>
    public NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter("position", NpgsqlDbType.Bigint) { Value = Position ?? long.MaxValue });
        command.Parameters.Add(new NpgsqlParameter("day", NpgsqlDbType.Date) { Value = Day ?? new DateOnly(9999, 12, 31) });
        return command;
    }
}
