using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Engine.Performing;
using Funding.Engine.Sealing;
using Npgsql;

namespace Funding.Engine;

/// <summary>Acts on the built-in engine: judged and stored in groups; after a version conflict judged again on what is there then.</summary>
internal sealed class Acts(Lanes lanes, NpgsqlDataSource source, IReferenceData reference, RuleSettings rules, Sealer sealer, ILogger<Acts> log) : IEngineActs
{
    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation)
        => RepeatAsync(tariffs => new ActOnCpts(cptsId, command, header, tariffs, reference, rules, sealer, cancellation), CptsDecider.NeedsTariffs(command), cancellation);

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(EnvelopeCommand command, ActHeader header, CancellationToken cancellation)
        => RepeatAsync(_ => new ActOnEnvelope(command, header, reference, rules, sealer, cancellation), needsTariffs: false, cancellation);

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(TariffCommand command, ActHeader header, CancellationToken cancellation)
        => RepeatAsync(tariffs => new ActOnTariff(command, header, tariffs, reference, rules, sealer, cancellation), needsTariffs: true, cancellation);

    /// <inheritdoc/>
    public Task<ActOutcome> PublishAsync(PublishTariff command, CancellationToken cancellation)
        => RepeatAsync(tariffs => new ActOnTariff(command, header: null, tariffs, reference, rules, sealer, cancellation), needsTariffs: true, cancellation);

    /// <inheritdoc/>
    public async Task<bool> RecordDueAsync(Guid cptsId, CancellationToken cancellation)
        => await lanes.PerformAsync(new DueOnCpts(cptsId, reference, rules, sealer, cancellation)) is ActDone { Answer.Events.Count: > 0 };

    private Task<ActOutcome> RepeatAsync(Func<KnownTariffs, PendingAct> act, bool needsTariffs, CancellationToken cancellation)
        => Tries.RepeatAsync(async isLast =>
        {
            try
            {
                return await lanes.PerformAsync(act(needsTariffs ? await KnownTariffs.ReadAsync(source, cancellation) : KnownTariffs.None));
            }
            catch (ActInterruptedException broken) when (!isLast)
            {
                log.LogDebug(broken, "An act was interrupted before anything was stored; trying again");
                return null;
            }
        }, cancellation);
}
