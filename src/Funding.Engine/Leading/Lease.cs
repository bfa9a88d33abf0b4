using System.Diagnostics;
using Npgsql;

namespace Funding.Engine.Leading;

/// <summary>This host's claim to lead one worker. Writes of a leader carry <see cref="Token"/>: a stale one is refused by the server (<see cref="EngineCodes.Replaced"/>).</summary>
internal sealed class Lease(NpgsqlDataSource source, string name, Guid holder)
{
    /// <summary>How long a lease lasts unless renewed; one that ends later than that was taken before the server's clock was set back.</summary>
    internal static readonly TimeSpan Term = TimeSpan.FromSeconds(6);

    private const int Patience = 5; // seconds: a server that is slower than that would have given the lease to another
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private long? confirmed;

    /// <summary>Who holds it.</summary>
    public Guid Holder => holder;

    /// <summary>The worker's name.</summary>
    public string Name => name;

    /// <summary>Grows with each change of leader. Changes between two pieces of work only.</summary>
    public long Token { get; private set; }

    /// <summary>
    /// Whether no other host can have taken it by now, as far as this host's own clock tells: what cannot be fenced by the server (a message
    /// that leaves) is begun only then. A host that froze finds it false when it thaws, until the server says otherwise.
    /// </summary>
    public bool IsFresh => confirmed is { } at && Stopwatch.GetElapsedTime(at) < Term;

    /// <summary>Takes the lease; false while another host holds it.</summary>
    public async Task<bool> TakeAsync(CancellationToken cancellation)
    {
        var asked = Stopwatch.GetTimestamp();
        await using var take = Command("select funding.take_lease($1, $2, $3)", Term);
        if (await take.ExecuteScalarAsync(cancellation) is not long token) return false;
        (Token, confirmed) = (token, asked);
        return true;
    }

    /// <summary>Keeps the lease for another term; false when another host has taken it since.</summary>
    public async Task<bool> RenewAsync(CancellationToken cancellation)
    {
        var asked = Stopwatch.GetTimestamp();
        await using var renew = Command("update funding.leases set expires_at = clock_timestamp() + $3 where name = $1 and holder = $2 and token = $4", Term, Token);
        if (await renew.ExecuteNonQueryAsync(cancellation) != 1) return false;
        confirmed = asked;
        return true;
    }

    /// <summary>Gives the lease up, so that another host need not wait for its end. A server out of reach is not waited for.</summary>
    public async Task ReleaseAsync()
    {
        using var limit = new CancellationTokenSource(Farewell);
        await using var release = Command("update funding.leases set expires_at = clock_timestamp() where name = $1 and holder = $2");
        await release.ExecuteNonQueryAsync(limit.Token);
    }

    /// <summary>The statement that fences what follows it in the same transaction.</summary>
    public NpgsqlBatchCommand Fence() => Storage.StreamReader.Command("select funding.hold_lease($1, $2, $3)", name, holder, Token);

    private NpgsqlCommand Command(string sql, params object[] more)
    {
        var command = source.CreateCommand(sql);
        command.CommandTimeout = Patience;
        foreach (var value in (object[])[name, holder, .. more]) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
