using System.Diagnostics;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Engine.Appending;

/// <summary>Whether an act whose answer was lost was stored.</summary>
internal static class UnseenOutcome
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Claims the command id. If the act was stored, or is about to be, the id is taken: true. If the claim succeeds, now or in an
    /// earlier try whose answer was lost too, the act can never be stored any more, for its own insert of the id would fail: false.
    /// Waits for an act that is still in flight. Throws when the server stays out of reach.
    /// </summary>
    public static async Task<bool> WasStoredAsync(NpgsqlDataSource source, Guid commandId, DateTimeOffset at, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var claim = source.CreateBatch();
                claim.BatchCommands.Add(Command("insert into funding.commands (id, recorded_at, claimed) values ($1, $2, true) on conflict (id) do nothing", commandId, at.UtcDateTime));
                claim.BatchCommands.Add(Command("select not claimed from funding.commands where id = $1", commandId));
                return (bool)(await claim.ExecuteScalarAsync(cancellation))!;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellation);
            }
        }
    }
}
