using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>A moment as views take it: ledger positions up to one, acts effective up to a day.</summary>
/// <param name="Position">The last position known; null for all.</param>
/// <param name="Day">The last effective day; null for all.</param>
internal sealed record Horizon(long? Position, DateOnly? Day)
{
    /// <summary>The condition that a view's rows meet.</summary>
    public const string Filter = "position <= @position and effective_date <= @day";

    /// <summary>A statement with this horizon as parameters <c>@position</c> and <c>@day</c>.</summary>
    public NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter("position", NpgsqlDbType.Bigint) { Value = Position ?? long.MaxValue });
        command.Parameters.Add(new NpgsqlParameter("day", NpgsqlDbType.Date) { Value = Day ?? new DateOnly(9999, 12, 31) });
        return command;
    }
}
