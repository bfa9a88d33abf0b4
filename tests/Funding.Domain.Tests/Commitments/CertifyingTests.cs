namespace Funding.Domain.Tests;

public class CertifyingTests
{
    private static readonly Scene Scene100 = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100, 50));

    private static readonly Certify Sixty = new("g1", "c1", 1, Euros(60)) { EffectiveDate = Day("2024-03-01") };

    [Fact]
    public void A_sum_of_an_instalment_is_certified() => Scene100.When(Sixty).Creating("certification", "c1").Then(Certified("2024-03-01", 60));

    [Fact]
    public void Without_its_id_a_certification_is_always_new()
    {
        var scene = Scene100.By(Martin, Certified("2024-03-01", 40));
        scene.When(Sixty with { Id = null }).Creating("certification", "fresh").Then(Certified("2024-03-01", 60, id: "fresh"));
    }

    [Fact]
    public void Up_to_the_amount_of_its_instalment()
    {
        Scene100.When(Sixty with { Amount = Euros(100) }).Then(Certified("2024-03-01", 100));
        Scene100.When(Sixty with { Amount = Euros(100.01m) }).ThenRefused(new OverCertified(Euros(100.01m), Euros(100)));
        Scene100.By(Martin, Certified("2024-03-01", 60)).When(Sixty with { Id = "c2" }).ThenRefused(new OverCertified(Euros(60), Euros(40)));
        Scene100.When(new Certify("g1", "c2", 2, Euros(50.01m))).ThenRefused(new OverCertified(Euros(50.01m), Euros(50)));
    }

    [Fact]
    public void The_same_again_changes_nothing_and_the_same_id_for_something_else_is_refused()
    {
        var scene = Scene100.By(Martin, Granted("2024-02-10", "g2", instalments: Planned(100)), Certified("2024-03-01", 60), GaveUp("2024-04-01"));
        scene.When(Sixty).ThenNothing();
        scene.When(Sixty with { EffectiveDate = null }).ThenNothing();
        scene.When(Sixty with { Amount = Euros(61) }).ThenRefused(new AlreadyExists("c1"));
        scene.When(Sixty with { CommitmentId = "g2" }).ThenRefused(new AlreadyExists("c1"));
    }

    [Fact]
    public void A_certification_that_fell_is_no_longer_so()
    {
        Scene100.By(Martin, Certified("2024-03-01", 60)).By(Leroy, PaymentDeclined("2024-03-02", 60)).When(Sixty).ThenRefused(new AlreadyExists("c1"));
        Scene100.By(Martin, Certified("2024-03-01", 60)).As(Petit).After(new ReverseAct(EventId(4), Sealed("x"))).When(Sixty).ThenRefused(new AlreadyExists("c1"));
    }

    [Fact]
    public void Faults_are_told_before_all_else()
    {
        Scene100.When(new Certify("g1", "c1", 3, Money.Zero)).ThenInvalidAt("/instalment", "/amount");
        Scene100.When(new Certify("g1", "c1", 0, new Money(long.MaxValue))).ThenInvalidAt("/instalment", "/amount");
        Scene100.When(new Certify("nothing", "c1", 1, Euros(1))).ThenRefused(new NotFound());
    }

    [Fact]
    public void Not_before_the_award() => Scene100.When(Sixty with { EffectiveDate = Day("2024-02-09") }).ThenRefused(new OutOfOrder(Day("2024-02-09"), Day("2024-02-10")));

    [Fact]
    public void What_was_awarded_is_still_certified_after_the_validation()
        => Scene100.By(Martin, ProjectSubmitted("2024-02-20", "2024-04-21"), ProjectValidated("2024-02-28")).When(Sixty).Then(Certified("2024-03-01", 60));

    [Fact]
    public void Phase_is_judged_at_the_date_of_the_act_and_amount_on_the_record()
    {
        var withdrawn = Scene100.After(new WithdrawCpts(Sealed("x")) { EffectiveDate = Day("2024-05-01") });
        withdrawn.When(Sixty with { EffectiveDate = Day("2024-05-01") }).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2024-05-01")));
        withdrawn.When(Sixty with { EffectiveDate = Day("2024-04-30") }).ThenRefused(new OverCertified(Euros(60), Money.Zero));
    }

    [Fact]
    public void An_instalment_opened_by_a_later_amendment_may_be_certified_earlier_and_every_view_counts_it()
    {
        var scene = Scene100.By(Martin, Certified("2024-02-11", 100), Certified("2024-02-11", 50, 2, "c2")).After(new AmendCommitment("g1", Euros(180), null, null, null) { EffectiveDate = Day("2024-03-10") })
            .After(new Certify("g1", "c3", 3, Euros(30)) { EffectiveDate = Day("2024-03-05") });
        scene.Commitment(effectiveOn: "2024-03-07").Certified.ShouldBe(Euros(180));
        scene.Commitment(effectiveOn: "2024-03-07").Committed.ShouldBe(Euros(150));
    }
}
