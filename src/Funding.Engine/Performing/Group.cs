using Funding.Engine.Appending;
using Funding.Engine.Clocks;
using Npgsql;

namespace Funding.Engine.Performing;

/// <summary>
/// Performs acts that wait at the same moment in one transaction, each judged on what those before it leave, and each refused on its
/// own. Nobody is told anything before the transaction is committed: a refusal too may rest on an act that is not stored yet. When it
/// cannot be committed, each act is performed by itself.
/// </summary>
internal sealed class Group(NpgsqlDataSource source, DomainClock clock, RecentStandings recent, Wakers wakers, ILogger<Group> log)
{
    /// <summary>Performs acts together. Never throws: each act is told its outcome, its failure, or to be judged again.</summary>
    /// <param name="acts">In the order of their coming.</param>
    /// <param name="patience">How long to wait for an envelope that somebody else holds; null without end.</param>
    /// <returns>The acts that somebody else keeps from their envelope: nothing was done about them.</returns>
    public async Task<IReadOnlyList<PendingAct>> RunAsync(IReadOnlyList<PendingAct> acts, TimeSpan? patience)
    {
        var run = new Run(acts);
        try
        {
            // The clock is asked before the group takes a connection: groups that hold one while they wait for another could block each other.
            var now = await clock.NowAsync(CancellationToken.None);
            if (await StoreRememberedAsync(run, now)) return [];
            run = new Run(acts);
            await PerformAsync(run, now, patience);
            return [];
        }
        catch (PostgresException held) when (!run.IsStoring && held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            var (kept, free) = (run.Holders, acts.Except(run.Holders).ToList());
            return free.Count == 0 ? kept : [.. kept, .. await RunAsync(free, patience)];
        }
        catch (Exception lost) when (run.IsStoring && lost is not PostgresException { InvariantSeverity: "ERROR" })
        {
            await LookUpAsync(run, lost);
        }
        catch (NpgsqlException broken) when (!run.IsStoring && broken is not PostgresException and { IsTransient: true, InnerException: not TimeoutException })
        {
            run.Fail(new ActInterruptedException(broken)); // the server is out of reach for all of them
        }
        catch (Exception) when (acts.Count > 1)
        {
            var left = new List<PendingAct>();
            foreach (var act in acts) left.AddRange(await RunAsync([act], patience));
            return left;
        }
        catch (PostgresException failure) when (run.IsStoring && Appender.IsConflict(failure))
        {
            run.TellAgain();
        }
        catch (PostgresException broken) when (!run.IsStoring && broken.IsTransient)
        {
            run.Fail(new ActInterruptedException(broken));
        }
        catch (Exception failure)
        {
            run.Fail(failure);
        }

        return [];
    }

    /// <summary>
    /// Judges the acts on what this host remembers and stores them without reading: one round trip. False, and nothing is done, when
    /// what is remembered does not do, or turns out to be no longer so: it is read then.
    /// </summary>
    private async Task<bool> StoreRememberedAsync(Run run, DateTimeOffset now)
    {
        var streams = new GroupStreams(recent);
        if (!run.JudgeRemembered(streams, now)) return false;
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        try
        {
            await StoreAsync(connection, run, streams);
            return true;
        }
        catch (PostgresException overtaken) when (overtaken.InvariantSeverity == "ERROR" && Appender.IsConflict(overtaken))
        {
            return false;
        }
    }

    private async Task PerformAsync(Run run, DateTimeOffset now, TimeSpan? patience)
    {
        await using var connection = await source.OpenConnectionAsync(CancellationToken.None);
        var streams = new GroupStreams(recent);
        var remembered = streams.Remember(run.Acts);
        if (remembered) run.FindHolders(streams);
        if (!remembered || run.Holders.Count == 0)
        {
            await streams.LoadAsync(connection, run.Acts, CancellationToken.None);
            run.FindHolders(streams);
        }

        if (run.Holders.Count > 0) await streams.HoldAsync(connection, run.Envelopes, run.Acts, patience, CancellationToken.None);
        run.Judge(streams, now);
        await StoreAsync(connection, run, streams);
    }

    private async Task StoreAsync(NpgsqlConnection connection, Run run, GroupStreams streams)
    {
        var appends = run.Appends;
        if (appends.Count > 0)
        {
            await using var batch = Appender.Build(connection, appends);
            if (!streams.IsHolding && run.Envelopes.Count > 0) batch.BatchCommands.Insert(0, GroupStreams.HoldFree(run.Envelopes));
            if (streams.IsHolding) batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
            // Nothing cancels it: a caller who leaves between the batch and its commit would leave a question behind.
            run.IsStoring = true;
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
            Wake(appends);
        }

        streams.Keep();
        run.Tell();
    }

    private void Wake(IReadOnlyList<Append> stored)
    {
        wakers.Appended();
        if (stored.Any(append => append.Notices.Count > 0)) wakers.ToTell();
    }

    /// <summary>
    /// An error that the server told rolled the acts back. Anything else, even the server's farewell (FATAL), may have come after
    /// the commit: the session is ended by now, for it may itself be what keeps the acts in flight, and their commands are looked up.
    /// </summary>
    private async Task LookUpAsync(Run run, Exception lost)
    {
        try
        {
            foreach (var append in run.Appends)
            {
                log.LogWarning(lost, "The outcome of command {CommandId} was not seen; looking it up", append.CommandId);
                if (await UnseenOutcome.WasStoredAsync(source, append.CommandId, append.RecordedAt, CancellationToken.None)) continue;
                if (lost is NpgsqlException) run.TellAgain();
                else run.Fail(lost);
                return;
            }

            Wake(run.Appends);
            run.Tell();
        }
        catch (Exception unreachable)
        {
            run.Fail(unreachable);
        }
    }
}

/// <summary>The server or the way to it failed before anything was handed over: the act may be tried again.</summary>
internal sealed class ActInterruptedException(NpgsqlException cause) : Exception(cause.Message, cause);
