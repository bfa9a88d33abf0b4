using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Domain.Rights;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Engine.Appending;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;

namespace Funding.Engine.Performing;

/// <summary>An act on an ACI tariff, judged on what was read for it: an entry of somebody else meanwhile is a version conflict.</summary>
/// <param name="command">What is asked.</param>
/// <param name="header">Who asks; null for the system itself.</param>
/// <param name="tariffs">The tariffs as read for this try.</param>
/// <param name="reference">Legal time.</param>
/// <param name="rules">Settings of the rules.</param>
/// <param name="sealer">Has the keys of the texts sealed in the command.</param>
/// <param name="cancellation">Gives up before it begins.</param>
internal sealed class ActOnTariff(
    TariffCommand command, ActHeader? header, KnownTariffs tariffs, IReferenceData reference, RuleSettings rules, Sealer sealer, CancellationToken cancellation)
    : PendingAct(cancellation)
{
    /// <summary>None: a tariff is the nation's.</summary>
    public override string? Region => null;

    public override (Guid Person, string Key)? Key => header is { Idempotency: { } it } ? (header.Caller.Person.Value, it.Key) : null;

    public override Judgement Judge(IStandings streams, DateTimeOffset now)
    {
        var before = streams.Tariff(tariffs.Find(command.Tariff));
        if (header is not null && Permission.Refusal(header.Caller, command, before.State) is { } denied) return Judgement.No(denied);
        if (header?.Replayed(streams) is { } replayed) return replayed;
        now = before.NotBefore(now);
        var decision = TariffDecider.Decide(command, before.State, new TariffContext(reference.MainlandZone().DayOf(now), rules, header?.Faults ?? []));
        if (decision is not TariffAccepted accepted) return Judgement.No(((TariffRefused)decision).Rejection);

        var answer = new ActAnswer(
            StatusCodes.Status200OK, command.Tariff, before.Version + accepted.Events.Count, null, accepted.Events.Select(EventTypes.NameOf).ToSequence(), []);
        return Judgement.Done(answer, new Append
        {
            CommandId = Guid.CreateVersion7(),
            RecordedAt = now,
            CorrelationId = header?.CorrelationId ?? Guid.CreateVersion7(),
            Streams = StreamAppend.Of(before.Stream, before.Version, accepted.Events, header?.Caller.Person ?? PersonId.System),
            Sealer = sealer,
            Idempotency = header?.Keep(answer),
        });
    }
}
