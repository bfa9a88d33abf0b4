using System.Collections.Immutable;
using Funding.Domain.Views;

namespace Funding.Domain.Cpts;

/// <summary>What the events of a stream amount to: structure from the events, every amount from their financial entries.</summary>
public static class CptsFold
{
    /// <summary>The state after all events; with a day, as far as acts effective on or before it.</summary>
    public static CptsState Fold(IEnumerable<Recorded<CptsEvent>> events, DateOnly? effectiveOn = null)
        => events.Aggregate(CptsState.None, (state, recorded) => Evolve(state, recorded, effectiveOn));

    /// <summary>The state after one more event. An event of a kind unknown here, or whose subject the day hides, changes nothing.</summary>
    public static CptsState Evolve(CptsState state, Recorded<CptsEvent> recorded, DateOnly? effectiveOn = null)
        => recorded.Event.EffectiveDate > effectiveOn ? state
            : (recorded.Event, state) switch
            {
                (CptsRegistered registered, _) => Begin(registered),
                (CommitmentEvent happened, Dossier dossier) => OnCommitment(dossier, happened, recorded, effectiveOn),
                (var happened, Dossier dossier) => OnDossier(dossier, happened, recorded.Actor),
                _ => state,
            };

    private static Dossier Begin(CptsRegistered it) => new()
    {
        Registration = it,
        Phases = [new Intention(it.EffectiveDate)],
        Name = History<string>.Starting(it.EffectiveDate, it.Name),
        Territory = History<Territory>.Starting(it.EffectiveDate, it.Territory),
        Profile = History<string?>.Starting(it.EffectiveDate, it.Profile),
        Identifiers = History<Identifiers>.Starting(it.EffectiveDate, it.Identifiers),
        Contact = History<SealedText?>.Starting(it.EffectiveDate, it.Contact),
    };

    private static Dossier OnDossier(Dossier dossier, CptsEvent happened, PersonId actor)
    {
        dossier = dossier with { LastActs = dossier.LastActs.SetItem(happened.GetType(), happened) };
        if (happened is ContractEvent contract) return OnContract(dossier, contract, actor);
        var on = happened.EffectiveDate;
        return happened switch
        {
            CptsRenamed it => dossier with { Name = dossier.Name.With(on, it.Name) },
            TerritoryChanged it => dossier with { Territory = dossier.Territory.With(on, it.Territory) },
            ProfileChanged it => dossier with { Profile = dossier.Profile.With(on, it.Profile) },
            IdentifiersChanged it => dossier with { Identifiers = dossier.Identifiers.With(on, it.Identifiers) },
            ContactChanged it => dossier with { Contact = dossier.Contact.With(on, it.Contact) },
            DeemedValidationAnnulled => dossier with
            {
                Phases = dossier.Phases.RemoveAll(phase => phase.RestsOnSilence),
                Negotiation = dossier.Negotiation.Annulled(),
            },
            AciTermsProposed it => dossier with { Negotiation = dossier.Negotiation.With(it) },
            AciTermsApproved it => dossier with { Negotiation = dossier.Negotiation.With(it) },
            _ => PhaseFold.Opens(happened) is { } opened ? dossier with { Phases = dossier.Phases.Add(opened) } : dossier,
        };
    }

    private static Dossier OnContract(Dossier dossier, ContractEvent happened, PersonId actor)
    {
        var opened = ContractFold.Opens(happened);
        var signed = happened switch { AciContractSigned it => it.Agreed, AciContractAmended it => it.Agreed, _ => null };
        return dossier with
        {
            Contracts = ContractFold.Evolve(dossier.Contracts, happened, actor),
            Phases = opened is null ? dossier.Phases : dossier.Phases.Add(opened),
            Negotiation = signed is null ? dossier.Negotiation : dossier.Negotiation.Signed(signed.Round),
        };
    }

    private static Dossier OnCommitment(Dossier dossier, CommitmentEvent happened, Recorded<CptsEvent> recorded, DateOnly? effectiveOn)
    {
        var commitment = happened is ICommitmentOpened opened ? CommitmentFold.Open(happened, opened, recorded.Actor)
            : dossier.Commitments.TryGetValue(happened.Commitment.Id, out var known) ? CommitmentFold.Evolve(known, happened, recorded.Actor)
            : null;
        if (commitment is null) return dossier;
        foreach (var entry in Entries.Of(happened))
            if (entry.Instalment is { } number && !(entry.EffectiveDate > effectiveOn)) commitment = CommitmentFold.Count(commitment, number, entry);
        return dossier with
        {
            Commitments = dossier.Commitments.SetItem(commitment.Ref.Id, commitment),
            Payments = PaymentsAfter(dossier.Payments, happened),
            Reversibles = ReversiblesAfter(dossier.Reversibles, happened, recorded),
        };
    }

    private static ImmutableDictionary<string, Settlement<PaymentMade>> PaymentsAfter(ImmutableDictionary<string, Settlement<PaymentMade>> payments, CommitmentEvent happened)
        => happened switch
        {
            PaymentMade paid => payments.SetItem(paid.PaymentReference, new(paid, Stands: true)),
            PaymentReversed undone when payments.TryGetValue(undone.PaymentReference, out var made) => payments.SetItem(undone.PaymentReference, made with { Stands = false }),
            _ => payments,
        };

    private static ImmutableDictionary<Guid, ReversibleAct> ReversiblesAfter(
        ImmutableDictionary<Guid, ReversibleAct> acts, CommitmentEvent happened, Recorded<CptsEvent> recorded)
        => ReversibleAct.Knows(happened) ? acts.SetItem(recorded.EventId, new(happened, recorded.Actor))
            : happened is ActReversed reversal && acts.TryGetValue(reversal.Reversed, out var act) ? acts.SetItem(reversal.Reversed, act with { Reversal = reversal })
            : acts;
}
