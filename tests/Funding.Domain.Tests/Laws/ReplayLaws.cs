using Funding.Domain.Views;

namespace Funding.Domain.Tests;

/// <summary>What a replay shows, on made-up histories: each step joins the next, ends at the state, and its money is that of its entries.</summary>
public class ReplayLaws
{
    [Fact]
    public void A_replay_ends_at_the_state_and_moves_what_its_entries_say() => Law.AtTheEnd(world =>
    {
        for (var i = 0; i < 2; i++) Dump.Of(Played(world.Histories[i], null)).ShouldBe(Dump.Of(world.States[i]));
    });

    [Fact]
    public void A_replay_seen_from_a_day_ends_at_the_state_of_that_day() => Law.AtTheEnd(world =>
    {
        foreach (var history in world.Histories)
        {
            var days = history.Select(recorded => recorded.Event.EffectiveDate).Distinct().Order().ToList();
            // Days between an act and an entry of it that counts later: a payment in time, recorded after the bar that it corrects.
            var split = history.Where(recorded => Entries.Of(recorded.Event).Any(entry => entry.EffectiveDate > recorded.Event.EffectiveDate)).Select(recorded => recorded.Event.EffectiveDate);
            foreach (var day in days.Where((_, index) => index % 9 == 3).Concat(split).Distinct()) Dump.Of(Played(history, day)).ShouldBe(Dump.Of(CptsFold.Fold(history, day)), $"on {day}");
        }
    });

    private static CptsState Played(IEnumerable<Recorded<CptsEvent>> history, DateOnly? day)
    {
        var state = CptsState.None;
        foreach (var recorded in history)
        {
            var step = ReplayStep.Of(state, recorded, day);
            step.Before.ShouldBe(state);
            foreach (var kind in Enum.GetValues<EntryKind>())
                (Figure(step.After, kind) - Figure(step.Before, kind)).ShouldBe(step.Entries.Where(entry => entry.Kind == kind).Total(entry => entry.Amount), $"{kind} by {recorded.Event}, seen from {day}");
            state = step.After;
        }

        return state;
    }

    private static Money Figure(CptsState state, EntryKind kind) => (state as Dossier)?.Commitments.Values.Total(it => kind switch
    {
        EntryKind.Committed => it.Committed,
        EntryKind.Certified => it.Certified,
        EntryKind.Paid => it.Paid,
        EntryKind.Barred => it.Barred,
        EntryKind.RecoveryOrdered => it.RecoveryOrdered,
        EntryKind.Recovered => it.Recovered,
        _ => it.Waived,
    }) ?? Money.Zero;
}
