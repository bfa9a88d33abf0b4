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

    /// <summary>The condition that a view's rows meet.</summary>
    public const string Filter = "position <= @position and effective_date <= @day";

    /// <summary>Finds the position of an instant; waits until the views hold it, so that the same question has the same answer later.</summary>
    public static async Task<Horizon> OfAsync(NpgsqlDataSource source, Moment moment, CancellationToken cancellation)
    {
        if (moment.AsOf is not { } instant) return new Horizon(null, moment.EffectiveOn);
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            await using var command = source.CreateCommand(
                "select coalesce((select position from funding.ledger where known_at <= $1 order by known_at desc, position desc limit 1), 0), "
                + "coalesce((select position from funding.checkpoints where name = $2), 0)");
            command.Parameters.Add(new() { Value = instant.UtcDateTime });
            command.Parameters.Add(new() { Value = Projector.Name });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            var (position, projected) = (reader.GetInt64(0), reader.GetInt64(1));
            if (projected >= position || Stopwatch.GetElapsedTime(start) > Patience) return new Horizon(position, moment.EffectiveOn);
            await Task.Delay(20, cancellation);
        }
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
