using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Performing;
using Funding.Marten.Telling;
using Marten;

namespace Funding.Marten.Acting;

/// <summary>An act on a tariff.</summary>
public static class ActOnTariffHandler
{
    /// <summary>Judges it on the tariff as it is fetched; the bus stores what it leaves.</summary>
    public static async Task<(ActOutcome Outcome, Told? Told)> Handle(
        TariffAct act, IDocumentSession session, DomainClock clock, IReferenceData reference, RuleSettings rules, CancellationToken cancellation)
    {
        var now = await clock.NowAsync(cancellation);
        var pending = new ActOnTariff(act.Command, act.Header, KnownTariffs.None, reference, rules, act.Sealer, cancellation);
        var streams = new FetchedStreams(session, pending.Key, cancellation);
        await streams.FetchTariffAsync(act.Command.Tariff);
        return session.Conclude(act, pending, streams, now);
    }
}
