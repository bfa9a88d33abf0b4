using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Performing;
using Funding.Marten.Telling;
using Marten;

namespace Funding.Marten.Acting;

/// <summary>An act on an envelope.</summary>
public static class ActOnEnvelopeHandler
{
    /// <summary>Judges it while the envelope is held; the bus stores what it leaves.</summary>
    public static async Task<(ActOutcome Outcome, Told? Told)> Handle(
        EnvelopeAct act, IDocumentSession session, DomainClock clock, IReferenceData reference, RuleSettings rules, CancellationToken cancellation)
    {
        var now = await clock.NowAsync(cancellation);
        var pending = new ActOnEnvelope(act.Command, act.Header, reference, rules, act.Sealer, cancellation);
        var streams = new FetchedStreams(session, pending.Key, cancellation);
        await streams.HoldAsync(pending.Envelopes(streams));
        return session.Conclude(act, pending, streams, now);
    }
}
