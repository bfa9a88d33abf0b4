using System.Collections.Immutable;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Ports;
using Funding.Engine;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Benchmarks;

/// <summary>Has the deciders judge a history again, act by act, each on the record as it stood: they must decide the very events that were recorded.</summary>
internal sealed class Judged
{
    private static readonly ReferenceData Reference = ReferenceData.Current;
    private readonly Dictionary<Guid, CptsState> dossiers = [];
    private readonly Dictionary<(string, int), FirEnvelope> envelopes = [];

    /// <summary>Every CPTS as it stands at the end.</summary>
    public IReadOnlyCollection<CptsState> Dossiers => dossiers.Values;

    /// <summary>Takes the events recorded together by one act, its envelope movements included.</summary>
    public void Take(IReadOnlyList<PastEvent> act)
    {
        var credits = act.OfType<PastEnvelopeEvent>().ToList();
        if (act.OfType<PastCptsEvent>().ToList() is { Count: > 0 } happened) Take(happened, credits);
        else credits.ShouldHaveSingleItem().ShouldSatisfyAllConditions(it => Notified(it).ShouldBe(new EnvelopeAccepted([it.Event])));
        foreach (var it in credits) envelopes[(it.RegionCode, it.Year)] = Envelope(it.RegionCode, it.Year).Evolve(it.Event);
    }

    private void Take(List<PastCptsEvent> act, List<PastEnvelopeEvent> credits)
    {
        var (first, state) = (act[0], dossiers.GetValueOrDefault(act[0].CptsId, CptsState.None));
        var today = Reference.DayIn(state is Dossier known ? known.RegionCode : ((CptsRegistered)first.Event).RegionCode, first.RecordedAt);
        var due = state is Dossier dossier ? FallingDue.Until(today, dossier, RuleSettings.Default) : [];
        act.Count.ShouldBeGreaterThanOrEqualTo(due.Count);
        act.Take(due.Count).ShouldAllBe(it => it.Actor == PersonId.System);
        act.Take(due.Count).Select(it => it.Event).ShouldBe(due);
        Evolve(act.Take(due.Count));
        var asked = act.Skip(due.Count).ToList();
        if (asked.Count > 0) Decide(first.CptsId, asked, today);
        EnvelopeCredit.Of(first.CptsId, act.Select(it => it.Event)).ShouldBe(credits.Select(it => (it.Year, it.Event)));
    }

    private void Decide(Guid cpts, List<PastCptsEvent> asked, DateOnly today)
    {
        var state = dossiers.GetValueOrDefault(cpts, CptsState.None);
        var command = Commands.Of(cpts, [.. asked.Select(it => it.Event)]);
        var region = (state as Dossier)?.RegionCode ?? "";
        var context = new ActContext
        {
            Actor = asked[0].Actor, Today = today, FreshId = "unused", Reference = Reference,
            Envelopes = CptsDecider.EnvelopesOf(command, state).Select(year => Envelope(region, year)).Where(envelope => envelope.Exists).ToImmutableDictionary(envelope => envelope.Year),
        };
        CptsDecider.Decide(command, state, context).ShouldBeOfType<Accepted>($"{command} on {today}: {CptsDecider.Decide(command, state, context)}").Events.ShouldBe(asked.Select(it => it.Event));
        Evolve(asked);
    }

    private static EnvelopeDecision Notified(PastEnvelopeEvent it, FirEnvelope envelope) => EnvelopeDecider.Decide(
        it.Event switch
        {
            EnvelopeNotified said => new NotifyEnvelope(
                said.RegionCode, said.Year, said.Kind, said.Parts.Total, said.Parts.Fungible, said.Parts.RingFenced, said.Parts.Prevention, said.Parts.MedicoSocial,
                said.Reference!, said.Synthetic) { EffectiveDate = said.EffectiveDate },
            CptsShareSet said => new SetCptsShare(it.RegionCode, it.Year, said.Amount, said.Reference!) { EffectiveDate = said.EffectiveDate },
            _ => throw new ArgumentException($"{it.Event} was recorded without an act on a CPTS.", nameof(it)),
        },
        envelope, new EnvelopeContext(Reference.DayIn(it.RegionCode, it.RecordedAt), Reference, RuleSettings.Default, []));

    private EnvelopeDecision Notified(PastEnvelopeEvent it) => Notified(it, Envelope(it.RegionCode, it.Year));

    private FirEnvelope Envelope(string region, int year) => envelopes.GetValueOrDefault((region, year)) ?? new FirEnvelope(region, year);

    private void Evolve(IEnumerable<PastCptsEvent> events)
    {
        foreach (var it in events)
            dossiers[it.CptsId] = CptsFold.Evolve(dossiers.GetValueOrDefault(it.CptsId, CptsState.None), new Recorded<CptsEvent>(it.EventId, it.Actor, it.Event));
    }
}
