using System.Runtime.ExceptionServices;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Engine;
using Funding.Engine.Appending;
using Funding.Engine.Performing;
using Funding.Engine.Sealing;
using Funding.Marten.Acting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;

namespace Funding.Marten;

/// <summary>Acts on Marten and Wolverine: each try is a message of its own, and after a conflict the act is judged again on what is there then.</summary>
internal sealed class MartenActs(Turns turns, IMessageBus bus, NpgsqlDataSource source, Sealer sealer, Wakers wakers, ILogger<MartenActs> log) : IEngineActs
{
    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation)
        => turns.TakeAsync(cptsId, () => RepeatAsync(() => new CptsAct(cptsId, command, header) { Sealer = sealer }, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(EnvelopeCommand command, ActHeader header, CancellationToken cancellation)
        => RepeatAsync(() => new EnvelopeAct(command, header) { Sealer = sealer }, cancellation);

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(TariffCommand command, ActHeader header, CancellationToken cancellation)
        => RepeatAsync(() => new TariffAct(command, header) { Sealer = sealer }, cancellation);

    /// <inheritdoc/>
    public Task<ActOutcome> PublishAsync(PublishTariff command, CancellationToken cancellation) => RepeatAsync(() => new TariffAct(command, Header: null), cancellation);

    /// <inheritdoc/>
    public async Task<bool> RecordDueAsync(Guid cptsId, CancellationToken cancellation)
        => await turns.TakeAsync(cptsId, () => RepeatAsync(() => new RecordDue(cptsId), cancellation), cancellation) is ActDone { Answer.Events.Count: > 0 };

    private Task<ActOutcome> RepeatAsync(Func<Act> next, CancellationToken cancellation)
        => Tries.RepeatAsync(isLast =>
        {
            cancellation.ThrowIfCancellationRequested();
            return TryAsync(next(), isLast);
        }, cancellation);

    /// <summary>The outcome of a try; null when it is to be judged again. Nothing cancels it: a caller who leaves before its commit is seen would leave a question behind.</summary>
    private async Task<ActOutcome?> TryAsync(Act act, bool isLast)
    {
        try
        {
            var outcome = await bus.InvokeAsync<ActOutcome>(act, CancellationToken.None);
            if (act.Judgement?.Append is not null) wakers.Appended();
            return outcome;
        }
        catch (Exception conflict) when (conflict.IsConflict())
        {
            return null;
        }
        catch (Exception lost) when (act.Judgement is { Append: { } append } judged && !lost.IsRolledBack())
        {
            log.LogWarning(lost.Cause(), "The outcome of command {CommandId} was not seen; looking it up", append.CommandId);
            if (await UnseenOutcome.WasStoredAsync(source, append.CommandId, append.RecordedAt, CancellationToken.None)) return await FoundAsync(act, judged.Outcome);
            if (lost.Cause() is NpgsqlException) return null;
            throw;
        }
        catch (Exception broken) when (act.Judgement is null && !isLast && broken.IsInterruption())
        {
            log.LogDebug(broken.Cause(), "An act was interrupted before anything was stored; trying again");
            return null;
        }
        catch (Exception failure) when (failure.Cause() != failure)
        {
            ExceptionDispatchInfo.Throw(failure.Cause()); // what Marten adds is the statement with its values
            throw;
        }
    }

    /// <summary>
    /// What is to be told was stored with the act, but the bus does not know and would send it when this host is gone. It is sent now;
    /// its rows keep their ids, so that nobody is told twice.
    /// </summary>
    private async Task<ActOutcome> FoundAsync(Act act, ActOutcome outcome)
    {
        wakers.Appended();
        if (act.Told is { } told) await bus.PublishAsync(told);
        return outcome;
    }
}
