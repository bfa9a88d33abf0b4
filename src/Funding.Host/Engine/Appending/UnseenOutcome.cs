using System.Diagnostics;
using Npgsql;

namespace Funding.Host.Engine.Appending;

/// <summary>Whether an act whose answer was lost was stored.</summary>
internal static class UnseenOutcome
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Claims the command id. If the act was stored, or is about to be, the id is taken: true. If the claim succeeds the act can
    /// never be stored any more, for its own insert of the id would fail: false. Throws when the server stays out of reach.
    /// </summary>
    public static async Task<bool> WasStoredAsync(NpgsqlDataSource source, Guid commandId, DateTimeOffset at, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var claim = source.CreateCommand("insert into funding.commands (id, recorded_at) values ($1, $2)");
                claim.Parameters.Add(new() { Value = commandId });
                claim.Parameters.Add(new() { Value = at.UtcDateTime });
                await claim.ExecuteNonQueryAsync(cancellation);
                return false;
            }
            catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                return true;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellation);
            }
        }
    }
}
