using Funding.Domain;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Domain.Rights;
using Funding.Engine.Acting;
using Funding.Engine.Appending;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;

namespace Funding.Engine.Performing;

/// <summary>An act on the envelope of a region and budget year.</summary>
internal sealed class ActOnEnvelope(EnvelopeCommand command, ActHeader header, IReferenceData reference, RuleSettings rules, Sealer sealer, CancellationToken cancellation)
    : PendingAct(cancellation)
{
    public override string? Region => command.RegionCode;

    public override (Guid Person, string Key)? Key => header.Idempotency is { } it ? (header.Caller.Person.Value, it.Key) : null;

    public override IEnumerable<(string Region, int Year)> Envelopes(IStandings streams) => [(command.RegionCode, command.Year)];

    public override Judgement Judge(IStandings streams, DateTimeOffset now)
    {
        if (Permission.Refusal(header.Caller, command) is { } denied) return Judgement.No(denied);
        if (header.Replayed(streams) is { } replayed) return replayed;
        var before = streams.Envelope(command.RegionCode, command.Year);
        now = before.NotBefore(now);
        var decision = EnvelopeDecider.Decide(command, before.State, new EnvelopeContext(reference.DayIn(command.RegionCode, now), reference, rules, header.Faults));
        if (decision is not EnvelopeAccepted accepted) return Judgement.No(((EnvelopeRefused)decision).Rejection);

        var added = StreamAppend.Of(before.Stream, before.Version, accepted.Events, header.Caller.Person);
        var answer = new ActAnswer(
            StatusCodes.Status200OK, $"{command.RegionCode}/{command.Year}", before.Version + accepted.Events.Count, null, accepted.Events.Select(EventTypes.NameOf).ToSequence(), []);
        return Judgement.Done(answer, new Append
        {
            CommandId = Guid.CreateVersion7(),
            RecordedAt = now,
            CorrelationId = header.CorrelationId,
            Streams = added,
            Sealer = sealer,
            Idempotency = header.Keep(answer),
            Notices = header.IsOfThePast ? [] : OutgoingNotices.OfEnvelope(added, before.State).ToList(),
        });
    }
}
