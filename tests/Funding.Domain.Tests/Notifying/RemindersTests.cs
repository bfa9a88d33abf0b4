using Funding.Domain.Notifying;
using Funding.Domain.Views;

namespace Funding.Domain.Tests;

public class RemindersTests
{
    private static readonly DateOnly LongAgo = Day("2016-01-26");

    private static string[] On(Scene scene, string today, string knownSince = "2016-01-26")
        => [.. Reminders.InForce(scene.Until(today).Dossier(), Day(today), Day(knownSince), RuleSettings.Default).Select(it => $"{it.Notice.Kind} {it.Notice.On:yyyy-MM-dd}").Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("2024-03-17", "")]
    [InlineData("2024-03-18", "DeemedValidationNear 2024-04-02")]
    [InlineData("2024-04-01", "DeemedValidationNear 2024-04-02")]
    [InlineData("2024-04-02", "")] // it is validated now
    public void The_agency_is_reminded_15_days_before_a_deemed_validation(string today, string told)
        => string.Join(", ", On(Scene.Given(Registered(), LetterAccepted(), ProjectSubmitted("2024-02-01", "2024-04-02")), today)).ShouldBe(told);

    [Theory]
    [InlineData("2024-10-31", "")]
    [InlineData("2024-11-01", "InstalmentDue 2024-12-01")]
    [InlineData("2024-12-01", "InstalmentDue 2024-12-01")]
    [InlineData("2024-12-02", "InstalmentOverdue 2024-12-01")]
    [InlineData("2026-12-02", "InstalmentOverdue 2024-12-01")]
    [InlineData("2027-10-03", "BarNear 2028-01-01, InstalmentOverdue 2024-12-01")]
    [InlineData("2028-01-01", "")] // barred: nothing is owed any more
    public void An_instalment_is_due_in_30_days_then_overdue_then_about_to_be_barred(string today, string told)
        => string.Join(", ", On(Scene.Given(Registered(), LetterAccepted(), Granted("2024-02-01", 1_000)), today)).ShouldBe(told);

    [Fact]
    public void A_paid_instalment_reminds_of_nothing()
        => On(Scene.Given(Registered(), LetterAccepted(), Granted("2024-02-01", 1_000), Certified("2024-03-01", 1_000), Paid("2024-03-02", 1_000)), "2024-12-02").ShouldBeEmpty();

    [Fact]
    public void A_due_date_that_an_amendment_moves_is_reminded_of_anew()
    {
        var scene = Scene.Given(Registered(), LetterAccepted(), Granted("2024-02-01", 1_000));
        var before = Reminders.InForce(scene.Dossier(), Day("2024-11-15"), LongAgo, RuleSettings.Default).Single();
        var moved = scene.By(Martin, Amended("2024-11-16", 1_000, Change(1, 0, dueOn: "2024-12-10")));
        var after = Reminders.InForce(moved.Dossier(), Day("2024-11-16"), LongAgo, RuleSettings.Default).Single();

        (before.Notice.On, after.Notice.On).ShouldBe((Day("2024-12-01"), Day("2024-12-10")));
        after.Key.ShouldNotBe(before.Key);
    }

    [Fact]
    public void An_amount_that_changes_is_no_new_reminder()
    {
        var scene = Scene.Given(Registered(), LetterAccepted(), Granted("2024-02-01", 1_000));
        var less = scene.By(Martin, Amended("2024-11-16", 900, Change(1, -100)));

        Reminders.Of(less.Dossier(), RuleSettings.Default).Select(it => it.Key).ShouldBe(Reminders.Of(scene.Dossier(), RuleSettings.Default).Select(it => it.Key));
    }

    [Fact]
    public void What_came_before_the_first_recording_is_not_told()
    {
        var old = Scene.Given(Registered(), LetterAccepted(), Granted("2024-02-01", 1_000));
        On(old, "2025-06-01", knownSince: "2025-05-01").ShouldBeEmpty();
        On(old, "2024-12-20", knownSince: "2024-11-15").ShouldBe(["InstalmentOverdue 2024-12-01"]);
    }

    [Fact]
    public void A_balance_is_neither_due_nor_overdue_before_its_assessment_and_overdue_after_it()
    {
        var scene = AciScene.Contracted("2020-03-01").Then("2020-03-01", new StartMission(1, Aci.Mission.Access));
        On(scene, "2021-03-05").ShouldContain("AssessmentDue 2021-03-01");
        On(scene, "2021-03-05").Count(it => it == "InstalmentOverdue 2021-03-01").ShouldBe(2); // the advances of year 2, not the balance of year 1

        var assessed = scene.Then("2021-03-06", new AssessYear(1, 1, [new(Aci.Mission.Access, 1)]));
        On(assessed, "2021-03-07").ShouldNotContain("AssessmentDue 2021-03-01");
        On(assessed, "2021-03-07").Count(it => it == "InstalmentOverdue 2021-03-01").ShouldBe(3);
    }

    [Fact]
    public void A_suspension_holds_reminders_of_aci_money_until_it_ends()
    {
        var scene = AciScene.Contracted("2020-03-01");
        On(scene, "2020-03-02").ShouldContain("InstalmentOverdue 2020-03-01");
        var held = scene.Then("2020-03-03", new SuspendContract(1, Sealed("litige")));
        On(held, "2020-03-04").ShouldNotContain(it => it.StartsWith("Instalment", StringComparison.Ordinal));
        On(held.Then("2020-04-01", new ResumeContract(1, Sealed("accord"))), "2020-04-02").ShouldContain("InstalmentOverdue 2020-03-01");
    }

    [Theory]
    [InlineData("2020-09-01", 0)]
    [InlineData("2020-09-02", 1)]
    public void A_mission_is_late_the_day_after_the_months_of_the_tariff(string today, int late)
        => On(AciScene.Contracted("2020-03-01"), today).Count(it => it.StartsWith("MissionLate 2020-09-01", StringComparison.Ordinal)).ShouldBe(late);

    [Theory]
    [InlineData("2024-08-27", false)]
    [InlineData("2024-08-28", true)]
    [InlineData("2025-02-28", true)]
    [InlineData("2025-03-01", false)]
    public void The_parties_are_reminded_six_months_before_the_last_day(string today, bool told)
        => On(AciScene.Contracted("2020-03-01"), today).Contains("TermEndNear 2025-02-28").ShouldBe(told);

    [Fact]
    public void Nobody_is_reminded_of_the_end_of_a_contract_that_was_terminated()
        => On(AciScene.Contracted("2020-03-01").Then("2020-06-01", new TerminateContract(1, Day("2020-12-31"), Sealed("fin"))), "2020-07-01").ShouldNotContain(it => it.StartsWith("TermEnd", StringComparison.Ordinal));

    [Fact]
    public void The_next_day_to_look_is_the_first_on_which_something_more_is_told()
    {
        var dossier = Scene.Given(Registered(), LetterAccepted(), Granted("2024-02-01", 1_000)).Dossier();
        Reminders.NextAfter(Day("2024-10-01"), dossier, RuleSettings.Default).ShouldBe(Day("2024-11-01"));
        Reminders.NextAfter(Day("2024-11-01"), dossier, RuleSettings.Default).ShouldBe(Day("2024-12-02"));
        Reminders.NextAfter(Day("2027-10-03"), dossier, RuleSettings.Default).ShouldBeNull();
    }

    [Fact]
    public void Days_are_settings()
    {
        var dossier = Scene.Given(Registered(), LetterAccepted(), Granted("2024-02-01", 1_000)).Dossier();
        Reminders.Of(dossier, RuleSettings.Default with { RemindBeforeInstalmentDays = 10 }).First(it => it.Notice.Kind == NoticeKind.InstalmentDue).From.ShouldBe(Day("2024-11-21"));
    }
}
