using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Performing;
using Funding.Marten.Telling;
using Marten;

namespace Funding.Marten.Acting;

/// <summary>What is due on a CPTS.</summary>
public static class RecordDueHandler
{
    /// <summary>Asks the dossier what is due by now; the bus stores it.</summary>
    public static async Task<(ActOutcome Outcome, Told? Told)> Handle(
        RecordDue act, IDocumentSession session, DomainClock clock, IReferenceData reference, RuleSettings rules, CancellationToken cancellation)
    {
        var now = await clock.NowAsync(cancellation);
        var pending = new DueOnCpts(act.CptsId, reference, rules, act.Sealer, cancellation);
        var streams = new FetchedStreams(session, pending.Key, cancellation);
        await streams.FetchWithEnvelopesAsync(pending, act.CptsId);
        return session.Conclude(act, pending, streams, now);
    }
}
