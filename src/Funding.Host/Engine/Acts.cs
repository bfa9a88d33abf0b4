using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Host.Acting;
using Funding.Host.Engine.Performing;
using Funding.Host.Engine.Sealing;

namespace Funding.Host.Engine;

/// <summary>Acts on the built-in engine: judged and stored in groups; after a version conflict judged again on what is there then.</summary>
internal sealed class Acts(Lanes lanes, IReferenceData reference, RuleSettings rules, Sealer sealer, ILogger<Acts> log) : IActs
{
    private const int Attempts = 12;

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation)
        => RepeatAsync(() => new ActOnCpts(cptsId, command, header, reference, rules, sealer, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(EnvelopeCommand command, ActHeader header, CancellationToken cancellation)
        => RepeatAsync(() => new ActOnEnvelope(command, header, reference, rules, sealer, cancellation), cancellation);

    /// <summary>Records what is due on a CPTS and nothing else. Returns whether there was anything and it is stored.</summary>
    public async Task<bool> RecordDueAsync(Guid cptsId, CancellationToken cancellation)
        => await lanes.PerformAsync(new DueOnCpts(cptsId, reference, rules, sealer, cancellation)) is ActDone { Answer.Events.Count: > 0 };

    private async Task<ActOutcome> RepeatAsync(Func<PendingAct> act, CancellationToken cancellation)
    {
        for (var i = 0; i < Attempts; i++)
        {
            if (i > 0) await Task.Delay(Random.Shared.Next(2, 5 << Math.Min(i, 5)), cancellation);
            try
            {
                if (await lanes.PerformAsync(act()) is { } outcome) return outcome;
            }
            catch (ActInterruptedException broken) when (i < Attempts - 1)
            {
                log.LogDebug(broken, "An act was interrupted before anything was stored; trying again");
            }
        }

        return new ActRefused(new InProgress());
    }
}
