using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Performing;
using Funding.Marten.Telling;
using Marten;
using Npgsql;

namespace Funding.Marten.Acting;

/// <summary>An act on a CPTS.</summary>
public static class ActOnCptsHandler
{
    /// <summary>Judges it on the dossier and on the envelopes that it draws on; the bus stores what it leaves.</summary>
    public static async Task<(ActOutcome Outcome, Told? Told)> Handle(
        CptsAct act, IDocumentSession session, DomainClock clock, NpgsqlDataSource source, IReferenceData reference, RuleSettings rules, CancellationToken cancellation)
    {
        var now = await clock.NowAsync(cancellation);
        var tariffs = CptsDecider.NeedsTariffs(act.Command) ? await KnownTariffs.ReadAsync(source, cancellation) : KnownTariffs.None;
        var pending = new ActOnCpts(act.CptsId, act.Command, act.Header, tariffs, reference, rules, act.Sealer, cancellation);
        var streams = new FetchedStreams(session, pending.Key, cancellation);
        await streams.FetchWithEnvelopesAsync(pending, act.CptsId);
        return session.Conclude(act, pending, streams, now);
    }
}
