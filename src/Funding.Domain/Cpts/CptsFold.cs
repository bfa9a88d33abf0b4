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
    {
        if (recorded.Event.EffectiveDate > effectiveOn) return state;
        if (recorded.Event is CptsRegistered registered) return Begin(registered);
        if (state is not Dossier dossier) return state;
        dossier = recorded.Event is CommitmentEvent happened ? OnCommitment(dossier, happened, recorded) : OnDossier(dossier, recorded.Event);
        return Entries.Of(recorded.Event).Where(entry => !(entry.EffectiveDate > effectiveOn)).Aggregate(dossier, Count);
    }

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

    private static Dossier OnDossier(Dossier dossier, CptsEvent happened)
    {
        dossier = dossier with { LastActs = dossier.LastActs.SetItem(happened.GetType(), happened) };
        var on = happened.EffectiveDate;
        return happened switch
        {
            CptsRenamed it => dossier with { Name = dossier.Name.With(on, it.Name) },
            TerritoryChanged it => dossier with { Territory = dossier.Territory.With(on, it.Territory) },
            ProfileChanged it => dossier with { Profile = dossier.Profile.With(on, it.Profile) },
            IdentifiersChanged it => dossier with { Identifiers = dossier.Identifiers.With(on, it.Identifiers) },
            ContactChanged it => dossier with { Contact = dossier.Contact.With(on, it.Contact) },
            LetterOfIntentAccepted => Enter(dossier, new InProject(on)),
            LetterOfIntentRefused => Enter(dossier, new LetterRefused(on)),
            HealthProjectSubmitted it => Enter(dossier, new Submitted(on, it.DeemedValidatedOn)),
            HealthProjectOpposed => Enter(dossier, new InProject(on)),
            HealthProjectValidated => Enter(dossier, new Validated(on, Deemed: false)),
            HealthProjectDeemedValidated => Enter(dossier, new Validated(on, Deemed: true)),
            DeemedValidationAnnulled => dossier with { Phases = dossier.Phases.RemoveAll(phase => phase is Validated { Deemed: true }) },
            CptsWithdrawn => Enter(dossier, new Withdrawn(on)),
            _ => dossier,
        };
    }

    private static Dossier Enter(Dossier dossier, Phase phase) => dossier with { Phases = dossier.Phases.Add(phase) };

    private static Dossier OnCommitment(Dossier dossier, CommitmentEvent happened, Recorded<CptsEvent> recorded)
    {
        if (happened is FirGrantAwarded grant) return dossier.With(CommitmentFold.Open(grant, recorded.Actor));
        if (!dossier.Commitments.TryGetValue(happened.Commitment.Id, out var commitment)) return dossier;
        dossier = dossier.With(CommitmentFold.Evolve(commitment, happened, recorded.Actor));
        if (happened is PaymentMade paid) dossier = dossier with { Payments = dossier.Payments.SetItem(paid.PaymentReference, new(paid, Stands: true)) };
        if (happened is PaymentReversed undone && dossier.Payments.TryGetValue(undone.PaymentReference, out var made))
            dossier = dossier with { Payments = dossier.Payments.SetItem(undone.PaymentReference, made with { Stands = false }) };
        return ReversibleAct.Knows(happened) ? dossier with { Reversibles = dossier.Reversibles.SetItem(recorded.EventId, new(happened, recorded.Actor)) }
            : happened is ActReversed reversal && dossier.Reversibles.TryGetValue(reversal.Reversed, out var act)
                ? dossier with { Reversibles = dossier.Reversibles.SetItem(reversal.Reversed, act with { Reversal = reversal }) }
                : dossier;
    }

    private static Dossier With(this Dossier dossier, Commitment commitment)
        => dossier with { Commitments = dossier.Commitments.SetItem(commitment.Ref.Id, commitment) };

    private static Dossier Count(Dossier dossier, Entry entry)
        => entry.Instalment is { } number && dossier.Commitments.GetValueOrDefault(entry.Commitment.Id) is { } commitment
            ? dossier.With(CommitmentFold.Count(commitment, number, entry))
            : dossier;
}
