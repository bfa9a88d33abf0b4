namespace Funding.Domain.Tests;

public class AmendingTests
{
    private static readonly Scene Granted150 = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100, 50));

    private static AmendCommitment To(decimal amount, Sequence<InstalmentPlan>? instalments = null, string on = "2024-04-01") => new("g1", Euros(amount), instalments, null, null) { EffectiveDate = Day(on) };

    private static InstalmentChange First(decimal change) => Change(1, change, InstalmentKind.Partial);

    private static InstalmentChange Second(decimal change) => Change(2, change, InstalmentKind.Balance);

    [Fact]
    public void An_increase_goes_to_the_last_uncertified_instalment()
    {
        Granted150.When(To(180)).Then(Amended("2024-04-01", 180, Second(30)));
        Granted150.By(Martin, Certified("2024-03-01", 1, 2)).When(To(180)).Then(Amended("2024-04-01", 180, First(30)));
    }

    [Fact]
    public void Or_opens_the_next_number()
    {
        var scene = Granted150.By(Martin, Certified("2024-03-01", 1), Certified("2024-03-01", 1, 2, "c2"));
        scene.When(To(180)).Then(Amended("2024-04-01", 180, Change(3, 30, InstalmentKind.Balance, "2024-04-01")));
        scene.After(To(180)).Commitment().Instalments[2].ShouldBe(new Instalment(3, InstalmentKind.Balance, Day("2024-04-01")) { Amount = Euros(30) });
    }

    [Fact]
    public void A_decrease_takes_uncertified_money_from_the_last_instalment_backwards()
    {
        Granted150.When(To(130)).Then(Amended("2024-04-01", 130, Second(-20)));
        Granted150.When(To(70)).Then(Amended("2024-04-01", 70, Second(-50), First(-30)));
        Granted150.By(Martin, Certified("2024-03-01", 40, 2)).When(To(70)).Then(Amended("2024-04-01", 70, Second(-10), First(-70)));
    }

    [Fact]
    public void Never_below_what_is_certified_or_barred()
    {
        var certified = Granted150.By(Martin, Certified("2024-03-01", 60));
        certified.When(To(60)).Then(Amended("2024-04-01", 60, Second(-50), First(-40)));
        certified.When(To(59.99m)).ThenRefused(new BelowCertified(Euros(59.99m), Euros(60)));
        var all = Granted150.By(Martin, Certified("2024-03-01", 100), Certified("2024-03-01", 50, 2, "c2"));
        all.When(To(149.99m)).ThenRefused(new BelowCertified(Euros(149.99m), Euros(150)));
        var barred = Granted150.By(Martin, Certified("2024-03-01", 60)).By(Leroy, Paid("2024-03-02", 60)).Until("2028-01-01");
        barred.When(To(149, on: "2027-12-31")).ThenRefused(new BelowCertified(Euros(149), Euros(150)));
    }

    [Fact]
    public void New_instalments_replace_those_of_the_same_numbers()
    {
        Granted150.When(To(170, Plans(100, 40, 30))).Then(Amended("2024-04-01", 170, Second(-10), Change(3, 30, InstalmentKind.Balance)));
        Granted150.When(To(90, Plans(90))).Then(Amended("2024-04-01", 90, First(-10), Second(-50)));
        Granted150.After(To(90, Plans(90))).Commitment().Instalments.Select(one => one.Amount).ShouldBe([Euros(90), Money.Zero]);
    }

    [Fact]
    public void Only_a_due_date_or_a_kind_may_change()
    {
        var plans = Sequence.Create<InstalmentPlan>([new(Day("2025-01-15"), Euros(100)), new(Day("2024-12-01"), Euros(50), InstalmentKind.Partial)]);
        Granted150.When(To(150, plans)).Then(Amended("2024-04-01", 150, Change(1, 0, InstalmentKind.Partial, "2025-01-15"), Change(2, 0, InstalmentKind.Partial)));
        Views.Entries.Of(Amended("2024-04-01", 150, First(0))).ShouldBeEmpty();
    }

    [Fact]
    public void An_instalment_keeps_at_least_its_certified_amount()
    {
        var scene = Granted150.By(Martin, Certified("2024-03-01", 60));
        scene.When(To(150, Plans(59, 91))).ThenRefused(new BelowCertified(Euros(59), Euros(60)));
        scene.When(To(150, Plans(60, 90))).Then(Amended("2024-04-01", 150, First(-40), Second(40)));
        Granted150.By(Martin, Certified("2024-03-01", 10, 2)).When(To(150, Plans(150))).ThenRefused(new BelowCertified(Money.Zero, Euros(10)));
    }

    [Fact]
    public void To_the_amount_it_has_changes_nothing_in_any_phase()
    {
        Granted150.When(To(150)).ThenNothing();
        Granted150.When(To(150, Plans(100, 50))).ThenNothing();
        Granted150.By(Martin, GaveUp("2024-03-01")).When(To(150)).ThenNothing();
    }

    [Fact]
    public void Faults()
    {
        Granted150.When(To(-1)).ThenInvalidAt("/amount");
        Granted150.When(To(170, Plans(100, 50))).ThenInvalidAt("/instalments");
        Granted150.When(To(150, Plans(200, -50))).ThenInvalidAt("/instalments/1/amount");
        Granted150.When(To(150, [])).ThenInvalidAt("/instalments");
        Granted150.When(To(180) with { Amount = new Money(long.MaxValue) }).ThenInvalidAt("/amount");
        Granted150.When(To(180) with { ConventionReference = "C" }).ThenInvalidAt("/conventionSignedOn");
        Granted150.When(To(180) with { CommitmentId = "nothing" }).ThenRefused(new NotFound());
    }

    [Fact]
    public void An_increase_is_judged_like_a_grant_and_a_decrease_is_not()
    {
        var validated = Granted150.By(Martin, ProjectSubmitted("2024-02-20", "2024-04-21"), ProjectValidated("2024-03-01"));
        validated.When(To(180)).ThenRefused(new WrongPhase(PhaseName.Validated, Day("2024-04-01")));
        validated.When(To(180, on: "2024-02-29")).Then(Amended("2024-02-29", 180, Second(30)));
        validated.When(To(130)).Then(Amended("2024-04-01", 130, Second(-20)));
        Granted150.With(Envelope(2024, 150)).By(Martin, Granted("2024-02-10", "g0", instalments: Planned(140))).When(To(160.01m)).ThenRefused(new EnvelopeExceeded(Euros(10.01m), Euros(10)));
        Granted150.On("2025-03-01").When(To(180, on: "2025-02-01")).ThenRefused(new EnvelopeClosed(2024, Day("2024-01-01"), Day("2025-01-31")));
        Granted150.On("2025-03-01").When(To(130, on: "2025-02-01")).Then(Amended("2025-02-01", 130, Second(-20)));
        Granted150.WithoutEnvelopes().When(To(180)).ThenRefused(new EnvelopeMissing("84", 2024));
        Granted150.WithoutEnvelopes().When(To(130)).Then(Amended("2024-04-01", 130, Second(-20)));
    }

    [Fact]
    public void Above_the_threshold_an_increase_names_a_convention_unless_the_grant_already_does()
    {
        Granted150.When(To(23_000)).Then(Amended("2024-04-01", 23_000, Second(22_850)));
        Granted150.When(To(23_000.01m)).ThenRefused(new ConventionRequired(Euros(23_000.01m), Euros(23_000)));
        Granted150.When(To(23_000.01m) with { ConventionReference = "C", ConventionSignedOn = Day("2024-03-31") })
            .Then(Amended("2024-04-01", 23_000.01m, Second(22_850.01m)) with { Convention = new Convention("C", Day("2024-03-31")) });
        Given(Registered(), LetterAccepted(), Granted("2024-02-10", "g1", 2024, new Convention("C", Day("2024-02-01")), Planned(100, 50)))
            .When(To(23_000.01m)).Then(Amended("2024-04-01", 23_000.01m, Second(22_850.01m)));
    }

    [Fact]
    public void Naming_a_convention_alone_is_an_amendment_and_naming_it_twice_changes_nothing()
    {
        var name = To(150) with { ConventionReference = "C", ConventionSignedOn = Day("2024-03-31") };
        Granted150.When(name).Then(Amended("2024-04-01", 150) with { Convention = new Convention("C", Day("2024-03-31")) });
        Granted150.After(name).When(name).ThenNothing();
    }

    [Fact]
    public void Phase_comes_before_order_and_order_before_amounts()
    {
        Granted150.When(To(180, on: "2024-01-25")).ThenRefused(new WrongPhase(PhaseName.Intention, Day("2024-01-25")));
        Granted150.When(To(2_000_000, on: "2024-02-09")).ThenRefused(new OutOfOrder(Day("2024-02-09"), Day("2024-02-10")));
        Granted150.When(To(130, on: "2024-02-09")).ThenRefused(new OutOfOrder(Day("2024-02-09"), Day("2024-02-10")));
        Granted150.By(Martin, Certified("2024-03-01", 100)).When(To(10, on: "2024-02-09")).ThenRefused(new OutOfOrder(Day("2024-02-09"), Day("2024-02-10")));
    }

    [Fact]
    public void Cancelling_releases_what_is_not_certified()
    {
        var cancel = new CancelCommitment("g1") { EffectiveDate = Day("2024-04-01") };
        Granted150.When(cancel).Then(Cancelled("2024-04-01", (1, 100), (2, 50)));
        Granted150.By(Martin, Certified("2024-03-01", 60)).When(cancel).Then(Cancelled("2024-04-01", (1, 40), (2, 50)));
        Granted150.After(cancel).When(cancel).ThenNothing();
        Granted150.After(cancel).Commitment().Cancelled.ShouldBeTrue();
        Granted150.When(cancel with { EffectiveDate = Day("2024-02-09") }).ThenRefused(new OutOfOrder(Day("2024-02-09"), Day("2024-02-10")));
    }

    [Fact]
    public void A_cancelled_commitment_that_is_raised_again_is_no_longer_cancelled()
    {
        var scene = Granted150.After(new CancelCommitment("g1") { EffectiveDate = Day("2024-04-01") }).After(To(30, on: "2024-04-02"));
        (scene.Commitment().Committed, scene.Commitment().Cancelled).ShouldBe((Euros(30), false));
    }
}
