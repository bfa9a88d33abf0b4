using System.Diagnostics;
using Funding.Engine;
using Funding.Engine.Answering;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Proving;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Host.Cli;

/// <summary>
/// Waits until a signed head covers the ledger as it was when asked: events are sealed after they have their position, by the host that serves or, when
/// none does, from here, if this machine has the ledger's own key. No key is made: on a machine beside the hosts it would become the ledger's, and theirs foreign.
/// </summary>
internal static class WholeSeal
{
    /// <summary>How long nothing may move: a killed host keeps its lease for some seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Null once all is covered, otherwise why not, in French.</summary>
    public static async Task<string?> WaitAsync(VerbSession session, CancellationToken cancellation)
    {
        var (source, key) = (session.Get<NpgsqlDataSource>(), session.Get<LedgerKey>());
        var goal = (await LedgerReach.ReadAsync(source, null, cancellation)).Position;
        if (!await IsOwnAsync(key, session.Get<IProofs>(), cancellation))
            return await FollowAsync(source, goal, cancellation) ? null : $"aucun hôte ne le scelle en ce moment, et {key.Path} n'est pas la clé du registre (Funding__Ledger__KeyFile)";
        using var worker = new LedgerWorker(source, session.Get<HeadSigner>(), session.Get<FolderKeeper>(), session.Get<Wakers>(), session.Get<ILoggerFactory>().CreateLogger<LedgerWorker>());
        await worker.StartAsync(cancellation);
        try
        {
            return await FollowAsync(source, goal, cancellation) ? null : "le registre n'avance plus ; « verify » dit ce qu'il a";
        }
        finally
        {
            await worker.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<bool> IsOwnAsync(LedgerKey key, IProofs proofs, CancellationToken cancellation)
    {
        if (!key.IsThere) return false;
        using var secret = key.Open();
        return KeyChain.IsOwn(secret, await proofs.KeysAsync(cancellation));
    }

    /// <summary>Whether it is covered before nothing has moved for too long.</summary>
    private static async Task<bool> FollowAsync(NpgsqlDataSource source, long goal, CancellationToken cancellation)
    {
        for (var (size, since) = (-1L, Stopwatch.GetTimestamp()); Stopwatch.GetElapsedTime(since) < Patience; await Task.Delay(50, cancellation))
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            if (goal == 0 || (await HeadTable.LastAsync(connection, cancellation))?.Size >= goal) return true;
            if (await TileTable.SizeAsync(connection, cancellation) is var now && now != size) (size, since) = (now, Stopwatch.GetTimestamp());
        }

        return false;
    }
}
