using Funding.Domain.Notifying;

namespace Funding.Domain.Tests;

/// <summary>What holds of reminders whatever happened to a dossier.</summary>
public class ReminderLaws
{
    [Fact]
    public void None_is_told_before_its_day_and_none_after_it_makes_sense()
        => Law.AfterEveryAct((world, turn) =>
        {
            foreach (var it in InForce(world, turn.Cpts))
            {
                it.From.ShouldBeLessThanOrEqualTo(world.Today);
                if (it.Until is { } until) until.ShouldBeGreaterThan(world.Today);
            }
        });

    [Fact]
    public void Each_is_one_by_its_key()
        => Law.AfterEveryAct((world, turn) => Reminders.Of(world.Dossier(turn.Cpts), RuleSettings.Default).Select(it => it.Key).ShouldBeUnique());

    [Fact]
    public void What_is_told_of_a_day_is_found_on_the_next_day_to_look_and_on_none_before()
        => Law.AtTheEnd(world =>
        {
            for (var cpts = 0; cpts < 2; cpts++)
            {
                var dossier = world.Dossier(cpts);
                var next = Reminders.NextAfter(world.Today, dossier, RuleSettings.Default);
                var later = Reminders.Of(dossier, RuleSettings.Default).Where(it => it.From > world.Today).ToList();
                later.ShouldAllBe(it => it.From >= next);
                later.Any(it => it.From == next).ShouldBe(next is not null);
            }
        });

    private static IEnumerable<Reminder> InForce(World world, int cpts) => Reminders.InForce(world.Dossier(cpts), world.Today, Day("2016-01-26"), RuleSettings.Default);
}
