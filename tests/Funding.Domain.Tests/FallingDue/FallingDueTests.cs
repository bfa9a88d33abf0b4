namespace Funding.Domain.Tests;

public class FallingDueTests
{
    private static readonly Scene Granted100 = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100));

    [Fact]
    public void The_project_is_deemed_validated_on_the_day_and_once()
    {
        var scene = Given(Registered(), LetterAccepted(), ProjectSubmitted("2024-05-15", "2024-07-16"));
        scene.DueOn("2024-07-15").ShouldBeEmpty();
        scene.DueOn("2024-07-16").ShouldBe([ProjectDeemedValidated("2024-07-16")]);
        scene.DueOn("2030-01-01").ShouldBe([ProjectDeemedValidated("2024-07-16")]);
        scene.Until("2024-08-01").DueOn("2024-08-01").ShouldBeEmpty();
    }

    [Fact]
    public void Unpaid_sums_are_barred_on_1_January_of_the_fourth_year_after_notification()
    {
        Granted100.DueOn("2027-12-31").ShouldBeEmpty();
        Granted100.DueOn("2028-01-01").ShouldBe([Barred("2028-01-01", (1, 100))]);
        Granted100.Until("2028-01-01").DueOn("2029-01-01").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_certified_and_unpaid_is_barred_what_is_paid_is_not()
        => Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100, 50), Certified("2024-03-01", 80)).By(Leroy, Paid("2024-03-02", 30))
            .DueOn("2028-01-01").ShouldBe([Barred("2028-01-01", (1, 70), (2, 50))]);

    [Fact]
    public void Whatever_is_due_is_recorded_in_order_even_after_a_long_silence()
        => Given(Registered(), LetterAccepted(), Granted("2024-02-10", "b", instalments: Planned(1)), Granted("2024-02-10", "a", instalments: Planned(2)), ProjectSubmitted("2024-05-15", "2024-07-16"))
            .DueOn("2040-01-01").ShouldBe([
                ProjectDeemedValidated("2024-07-16"),
                new SumsBarred(Fir("a"), [new(1, Euros(2))]) { EffectiveDate = Day("2028-01-01") },
                new SumsBarred(Fir("b"), [new(1, Euros(1))]) { EffectiveDate = Day("2028-01-01") }]);

    [Fact]
    public void From_the_bar_on_nothing_is_certified_paid_or_added()
    {
        var scene = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100), Certified("2024-03-01", 60)).Until("2028-01-01");
        scene.When(new Certify("g1", "c2", 1, Euros(1))).ThenRefused(new TimeBarred(Day("2028-01-01")));
        scene.As(Leroy).When(new Pay("g1", 1, Euros(1), "P1")).ThenRefused(new TimeBarred(Day("2028-01-01")));
        scene.Commitment().Outstanding.ShouldBe(Money.Zero);
    }

    [Fact]
    public void The_credit_barred_does_not_come_back()
    {
        var scene = Granted100.Until("2028-01-01");
        scene.When(new CancelCommitment("g1")).ThenNothing();
        scene.When(new AmendCommitment("g1", Euros(99), null, null, null)).ThenRefused(new BelowCertified(Euros(99), Euros(100)));
    }

    [Fact]
    public void A_payment_dated_before_the_bar_and_recorded_after_it_corrects_it()
    {
        var scene = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100), Certified("2024-03-01", 60)).Until("2028-01-10").As(Leroy);
        var late = new Pay("g1", 1, Euros(60), "P1") { EffectiveDate = Day("2027-12-31") };
        scene.When(late).Then(Paid("2027-12-31", 60) with { BarCorrection = new BarCorrection(Day("2028-01-01"), Euros(60)) });
        var paid = scene.After(late);
        (paid.Commitment().Paid, paid.Commitment().Barred, paid.Commitment().Outstanding).ShouldBe((Euros(60), Euros(40), Money.Zero));
        paid.When(late).ThenNothing();
        paid.DueOn("2029-01-01").ShouldBeEmpty();
        var dayBefore = paid.Commitment(effectiveOn: "2027-12-31");
        (dayBefore.Paid, dayBefore.Barred, dayBefore.Outstanding).ShouldBe((Euros(60), Money.Zero, Euros(40)));
    }

    [Fact]
    public void A_certification_dated_before_the_bar_and_recorded_after_it_lets_a_late_payment_be_recorded()
    {
        var scene = Granted100.Until("2028-01-10").After(new Certify("g1", "c1", 1, Euros(60)) { EffectiveDate = Day("2027-11-01") });
        scene.As(Leroy).When(new Pay("g1", 1, Euros(50), "P1") { EffectiveDate = Day("2027-12-01") })
            .Then(Paid("2027-12-01", 50) with { BarCorrection = new BarCorrection(Day("2028-01-01"), Euros(50)) });
    }

    [Fact]
    public void Reversing_a_payment_that_corrected_the_bar_restores_it()
    {
        var scene = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100), Certified("2024-03-01", 60)).Until("2028-01-10").As(Leroy)
            .After(new Pay("g1", 1, Euros(60), "P1") { EffectiveDate = Day("2027-12-31") });
        var reversed = scene.As(Faure).After(new ReverseAct(EventId(6), Sealed("erreur")));
        (reversed.Commitment().Paid, reversed.Commitment().Barred, reversed.Commitment().Outstanding).ShouldBe((Money.Zero, Euros(100), Money.Zero));
        reversed.DueOn("2029-01-01").ShouldBeEmpty();
    }

    [Fact]
    public void Reversing_after_the_bar_a_payment_made_before_it_bars_its_sum_on_the_day_of_the_reversal()
    {
        var scene = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100), Certified("2024-03-01", 60)).By(Leroy, Paid("2024-03-02", 60)).Until("2029-05-05");
        var reversed = scene.As(Faure).After(new ReverseAct(EventId(5), Sealed("virement rejeté")));
        reversed.DueOn("2029-05-05").ShouldBe([Barred("2029-05-05", (1, 60))]);
        var between = reversed.Until("2029-05-05").Commitment(effectiveOn: "2028-06-01");
        (between.Paid, between.Barred, between.Outstanding).ShouldBe((Euros(60), Euros(40), Money.Zero));
    }

    [Fact]
    public void A_grant_recorded_after_its_own_bar_is_barred_at_the_bar()
        => Given(Registered("2019-01-01"), LetterAccepted("2019-01-02"), new FirGrantAwarded(Fir("old", 2019), Euros(5), "Diagnostic", null, Planned(5).ToSequence()) { EffectiveDate = Day("2019-03-01") })
            .DueOn("2024-06-03").ShouldBe([new SumsBarred(Fir("old", 2019), [new(1, Euros(5))]) { EffectiveDate = Day("2023-01-01") }]);

    [Fact]
    public void The_next_things_due_are_known_in_advance()
        => FallingDue.Of(Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100), ProjectSubmitted("2024-05-15", "2024-07-16")).Dossier(), RuleSettings.Default)
            .ShouldBe([new Due(Day("2024-07-16"), DueKind.DeemedValidation, null), new Due(Day("2028-01-01"), DueKind.Bar, "g1")]);
}
