using Funding.Domain.Envelopes;
using Funding.Domain.Views;

namespace Funding.Domain.Tests;

/// <summary>What holds whatever is asked, by whomever, in whatever order. Each was seen to fail with the domain broken on purpose.</summary>
public class HistoryLaws
{
    [Fact]
    public void Asking_twice_changes_nothing() => Law.AfterEveryAct((world, turn) =>
    {
        if (turn.Decision is not Accepted accepted) return;
        var named = Named(turn.Command, accepted);
        var context = world.Context(turn.Context.Actor);
        CptsDecider.Decide(named, turn.After, context).ShouldBe(Decision.Nothing, named.ToString());
        // Dated today, these three may be malformed: what they ask for depends on the day, and 422 is told before « already so ».
        if (named is not (ChangeCpts or AmendContract or StartMission)) CptsDecider.Decide(named with { EffectiveDate = null }, turn.After, context).ShouldBe(Decision.Nothing, $"without its date: {named}");
    });

    [Fact]
    public void A_key_once_used_never_makes_another_event() => Law.AtTheEnd(world =>
    {
        foreach (var turn in world.Turns.Where(turn => turn.Decision is Accepted))
        {
            var named = Named(turn.Command, (Accepted)turn.Decision);
            if (named is not (AwardFirGrant or AwardTransformationGrant or GrantAciOneOff or Certify or Pay or OrderRecovery or ReceiveRecovery or WaiveRecovery or ReverseAct
                or SignContract or StartMission or DeployMission or AssessYear or TerminateContract)) continue;
            var again = CptsDecider.Decide(named, world.States[turn.Cpts], world.Context(turn.Context.Actor));
            if (again is Refused { Rejection: not AlreadyExists } || again is Accepted { Events.Count: > 0 }) Assert.Fail($"{named}: {again}");
        }
    });

    [Fact]
    public void Replaying_the_events_gives_the_same_state() => Law.AtTheEnd(world =>
    {
        for (var i = 0; i < 2; i++) Dump.Of(CptsFold.Fold(world.Histories[i])).ShouldBe(Dump.Of(world.States[i]));
    });

    [Fact]
    public void Committed_is_never_below_certified_nor_certified_below_paid_nor_paid_and_barred_above_committed() => Law.AfterEveryAct((world, turn) =>
    {
        foreach (var commitment in world.Dossier(turn.Cpts).Commitments.Values)
        {
            foreach (var it in commitment.Instalments)
            {
                var sound = it.Amount >= it.Certified && it.Certified >= it.Paid && it.Paid >= Money.Zero && it.Barred >= Money.Zero && it.Paid + it.Barred <= it.Amount;
                sound.ShouldBeTrue($"{it} after {turn.Command}");
                commitment.Certifications.Where(one => one.Event.Instalment == it.Number).Total(one => one.Standing).ShouldBe(it.Certified, $"certifications of {it} after {turn.Command}");
            }

            commitment.Outstanding.ShouldBeGreaterThanOrEqualTo(Money.Zero);
            commitment.RecoveryOrdered.ShouldBeLessThanOrEqualTo(commitment.Paid, $"after {turn.Command}");
            foreach (var recovery in commitment.Recoveries.Values) recovery.Due.ShouldBeGreaterThanOrEqualTo(Money.Zero, $"{recovery} after {turn.Command}");
        }
    });

    [Fact]
    public void The_sum_of_the_entries_is_the_state_whole_or_seen_from_any_day() => Law.AtTheEnd(world =>
    {
        for (var i = 0; i < 2; i++)
        {
            var days = world.Histories[i].Select(recorded => recorded.Event.EffectiveDate).Distinct().SelectMany(day => new[] { day.AddDays(-1), day }).Append(DateOnly.MaxValue).Distinct().ToList();
            var corrected = world.Histories[i].Select(recorded => recorded.Event).OfType<PaymentMade>().Where(paid => paid.BarCorrection is not null).Select(paid => paid.EffectiveDate).ToHashSet();
            foreach (var day in days.Where((day, index) => index % 5 == 0 || index > days.Count - 3 || corrected.Contains(day)))
            {
                var state = CptsFold.Fold(world.Histories[i], day);
                var counted = world.AllEntries(i).Where(entry => entry.EffectiveDate <= day).GroupBy(entry => (entry.Commitment.Id, entry.Instalment, entry.Kind))
                    .Select(group => (group.Key, group.Total(entry => entry.Amount))).Where(sum => sum.Item2 != Money.Zero).Select(sum => sum.ToString()).Order(StringComparer.Ordinal);
                Figures(state).Order(StringComparer.Ordinal).ShouldBe(counted, $"on {day}");
            }
        }
    });

    [Fact]
    public void No_order_of_acts_overspends_an_envelope() => Law.AfterEveryAct((world, turn) =>
    {
        var committed = world.AllEntries(0).Concat(world.AllEntries(1)).Where(entry => entry is { Kind: EntryKind.Committed, Commitment.Source: FundingSource.Fir }).ToLookup(entry => entry.Commitment.BudgetYear, entry => entry.Amount);
        foreach (var envelope in world.Envelopes.Values.Where(one => one.Committed != Money.Zero || committed.Contains(one.Year)))
        {
            envelope.Committed.ShouldBe(committed[envelope.Year].Total(), $"{envelope.Year} after {turn.Command}");
            envelope.Committed.ShouldBeLessThanOrEqualTo(envelope.Authorised, $"{envelope.Year} after {turn.Command}");
        }
    });

    [Fact]
    public void An_act_and_its_reversal_leave_every_sum_as_it_was() => Law.AfterEveryAct((world, turn) =>
    {
        if (turn.Decision is not Accepted { Events: [var happened] } || !ReversibleAct.Knows(happened)) return;
        var somebody = new PersonId(new Guid("bbbbbbbb-0000-0000-0000-000000000000"));
        var reverse = new ReverseAct(world.Histories[turn.Cpts][^1].EventId, Sealed("erreur"));
        var reversal = CptsDecider.Decide(reverse, turn.After, world.Context(somebody)).ShouldBeOfType<Accepted>(happened.ToString()).Events.ShouldHaveSingleItem();
        var after = CptsFold.Evolve(turn.After, new Recorded<CptsEvent>(Guid.NewGuid(), somebody, reversal));
        Figures(after).Order(StringComparer.Ordinal).ShouldBe(Figures(turn.Before).Order(StringComparer.Ordinal), happened.ToString());
        Entries.Of(happened).Concat(Entries.Of(reversal)).GroupBy(entry => (entry.Instalment, entry.Kind)).ShouldAllBe(group => group.Total(entry => entry.Amount) == Money.Zero);
    });

    [Fact]
    public void A_refusal_comes_without_events_and_is_the_same_when_asked_again() => Law.AfterEveryAct((world, turn) =>
    {
        if (turn.Decision is not Refused) return;
        turn.After.ShouldBeSameAs(turn.Before);
        CptsDecider.Decide(turn.Command, turn.Before, turn.Context).ShouldBe(turn.Decision);
    });

    [Fact]
    public void What_a_refusal_says_is_available_may_be_had() => Law.AfterEveryAct((world, turn) =>
    {
        if (turn.Decision is not Refused { Rejection: var rejection }) return;
        var (requested, available) = rejection switch
        {
            OverCertified it => (it.Requested, it.Available),
            OverPaid it => (it.Requested, it.Available),
            OverRecovered it => (it.Requested, it.Available),
            OverReceived it => (it.Requested, it.Available),
            _ => (new Money(1), Money.Zero),
        };
        available.ShouldBeGreaterThanOrEqualTo(Money.Zero);
        if (turn.Command is not RefusePayment) requested.ShouldBeGreaterThan(available);
        if (!available.IsPositive) return;
        CptsCommand less = turn.Command switch
        {
            Certify it => it with { Amount = available },
            Pay it => it with { Amount = available },
            OrderRecovery it => it with { Amount = available },
            ReceiveRecovery it => it with { Amount = available },
            WaiveRecovery it => it with { Amount = available },
            _ => throw new InvalidOperationException($"{turn.Command}: {rejection}"),
        };
        var decision = CptsDecider.Decide(less, turn.Before, turn.Context);
        if (decision is Refused { Rejection: not (FourEyes or AssessmentPending or Suspended) }) Assert.Fail($"{less}: {decision}");
    });

    [Fact]
    public void What_is_due_is_recorded_once_in_order_and_never_in_advance() => Law.AtTheEnd(world =>
    {
        for (var i = 0; i < 2; i++)
        {
            world.Histories[i].ShouldAllBe(recorded => recorded.Event.EffectiveDate <= world.Today);
            var phases = world.Dossier(i).Phases;
            phases.Zip(phases.Skip(1)).ShouldAllBe(pair => pair.First.Since <= pair.Second.Since);
            var later = world.Today.AddYears(20);
            var due = FallingDue.Until(later, world.Dossier(i), RuleSettings.Default);
            due.Zip(due.Skip(1)).ShouldAllBe(pair => pair.First.EffectiveDate <= pair.Second.EffectiveDate);
            var after = due.Aggregate(world.States[i], (state, happened) => CptsFold.Evolve(state, new Recorded<CptsEvent>(Guid.NewGuid(), PersonId.System, happened)));
            FallingDue.Until(later, (Dossier)after, RuleSettings.Default).ShouldBeEmpty();
            ((Dossier)after).Commitments.Values.Where(commitment => commitment.Ref.Source == FundingSource.Fir).ShouldAllBe(commitment => commitment.Outstanding == Money.Zero);
            ((Dossier)after).Commitments.Values.Where(commitment => commitment.Ref.Source != FundingSource.Fir).ShouldAllBe(commitment => commitment.Barred == Money.Zero);
        }
    });

    [Fact]
    public void Nobody_pays_what_they_awarded_or_amended_nor_reverses_their_own_act_nor_settles_their_own_order() => Law.AtTheEnd(world =>
    {
        foreach (var history in world.Histories)
        {
            for (var i = 0; i < history.Count; i++)
            {
                var (_, actor, happened) = history[i];
                var earlier = history.Take(i).Where(other => other.Actor == actor).ToList();
                if (happened is PaymentMade paid) earlier.ShouldNotContain(other => (other.Event is ICommitmentOpened || other.Event is CommitmentAmended) && ((CommitmentEvent)other.Event).Commitment == paid.Commitment);
                if (happened is ActReversed reversed) earlier.ShouldNotContain(other => other.EventId == reversed.Reversed);
                if (happened is RecoveryReceived received) earlier.ShouldNotContain(other => other.Event is RecoveryOrdered && ((RecoveryOrdered)other.Event).RecoveryId == received.RecoveryId && ((RecoveryOrdered)other.Event).Commitment == received.Commitment);
                if (happened is CommitmentEvent { Commitment.Source: FundingSource.Fir } and (ServiceCertified or PaymentMade)) happened.EffectiveDate.Year.ShouldBeLessThan(history.Select(other => other.Event).OfType<FirGrantAwarded>().First(grant => grant.Commitment == ((CommitmentEvent)happened).Commitment).EffectiveDate.Year + 4);
            }
        }
    });

    /// <summary>The command with the id that it was given when it had none: without it, it would be a new act.</summary>
    private static CptsCommand Named(CptsCommand command, Accepted accepted) => command switch
    {
        AwardFirGrant { Id: null } it when accepted.Created is [var made] => it with { Id = made.Id },
        AwardTransformationGrant { Id: null } it when accepted.Created is [var made] => it with { Id = made.Id },
        GrantAciOneOff { Id: null } it when accepted.Created is [var made] => it with { Id = made.Id },
        Certify { Id: null } it when accepted.Created is [var made] => it with { Id = made.Id },
        OrderRecovery { Id: null } it when accepted.Created is [var made] => it with { Id = made.Id },
        _ => command,
    };

    private static IEnumerable<string> Figures(CptsState state)
        => from commitment in (state as Dossier)?.Commitments.Values ?? []
           from figure in commitment.Instalments.SelectMany(it => new (int? Instalment, EntryKind Kind, Money Amount)[]
           {
               (it.Number, EntryKind.Committed, it.Amount), (it.Number, EntryKind.Certified, it.Certified), (it.Number, EntryKind.Paid, it.Paid), (it.Number, EntryKind.Barred, it.Barred),
           }).Concat([(null, EntryKind.RecoveryOrdered, commitment.RecoveryOrdered), (null, EntryKind.Recovered, commitment.Recovered), (null, EntryKind.Waived, commitment.Waived)])
           where figure.Amount != Money.Zero
           select ((commitment.Ref.Id, figure.Instalment, figure.Kind), figure.Amount).ToString();
}
