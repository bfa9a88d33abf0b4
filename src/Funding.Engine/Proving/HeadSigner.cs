using Funding.Engine.Clocks;
using Funding.Engine.Leading;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Ledger.Trees;
using Funding.Engine.Settings;
using Npgsql;

namespace Funding.Engine.Proving;

/// <summary>Signs the heads of the tree with this host's key, if it is the ledger's own.</summary>
internal sealed class HeadSigner(LedgerKey key, LedgerSettings settings, DomainClock clock, ILogger<HeadSigner> log)
{
    private bool told;

    /// <summary>The least time between two heads.</summary>
    public TimeSpan Interval { get; } = TimeSpan.FromSeconds(settings.SignSeconds);

    /// <summary>Signs the tree as it stands unless a head of its size is there; false when there was nothing to sign, or not with this key.</summary>
    public async Task<bool> SignAsync(NpgsqlConnection connection, Lease lease, GrowingTree tree, CancellationToken cancellation)
    {
        if (await HeadTable.LastAsync(connection, cancellation) is { } last && last.Size >= tree.Size) return false;
        using var secret = key.Open();
        var now = await clock.NowAsync(cancellation);
        var keys = await HeadTable.KeysAsync(connection, cancellation);
        var current = keys.Count > 0 ? keys[^1] : new HeadKey(1, secret.ExportSubjectPublicKeyInfo(), tree.Size, now, null);
        if (!KeyChain.IsOwn(secret, keys))
        {
            if (!told) log.LogError("The key in {Path} is not the ledger's: this host signs no head. Give every host the same key (Funding__Ledger__KeyFile), or rotate it (ledger-key rotate)", key.Path);
            told = true;
            return false;
        }

        told = false;
        await using var write = new NpgsqlBatch(connection);
        write.BatchCommands.Add(lease.Fence());
        if (keys.Count == 0) write.BatchCommands.Add(HeadTable.Insert(current));
        write.BatchCommands.Add(HeadTable.Insert(LedgerKey.Sign(secret, tree.Size, tree.Root, now), current.Number));
        write.BatchCommands.Add(HeadTable.Tell(tree.Size));
        await write.ExecuteNonQueryAsync(cancellation);
        return true;
    }
}
