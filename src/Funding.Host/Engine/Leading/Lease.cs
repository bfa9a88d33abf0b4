using Npgsql;

namespace Funding.Host.Engine.Leading;

/// <summary>This host's claim to lead one worker. Writes of a leader carry <see cref="Token"/>: a stale one is refused by the server (F0002).</summary>
internal sealed class Lease(NpgsqlDataSource source, string name, Guid holder)
{
    /// <summary>How long a lease lasts unless renewed; one that ends later than that was taken before the server's clock was set back.</summary>
    internal static readonly TimeSpan Term = TimeSpan.FromSeconds(6);

    /// <summary>Who holds it.</summary>
    public Guid Holder => holder;

    /// <summary>The worker's name.</summary>
    public string Name => name;

    /// <summary>Grows with each change of leader.</summary>
    public long Token { get; private set; }

    /// <summary>Takes the lease or renews it; false while another host holds it.</summary>
    public async Task<bool> TakeAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select funding.take_lease($1, $2, $3)");
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = holder });
        command.Parameters.Add(new() { Value = Term });
        if (await command.ExecuteScalarAsync(cancellation) is not long token) return false;
        Token = token;
        return true;
    }

    /// <summary>Gives the lease up, so that another host need not wait for its end.</summary>
    public async Task ReleaseAsync()
    {
        await using var command = source.CreateCommand("update funding.leases set expires_at = clock_timestamp() where name = $1 and holder = $2");
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = holder });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The statement that fences what follows it in the same transaction.</summary>
    public NpgsqlBatchCommand Fence() => Storage.StreamReader.Command("select funding.hold_lease($1, $2, $3)", name, holder, Token);
}
