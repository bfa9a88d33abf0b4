namespace Funding.Domain.Tests;

public class PayingTests
{
    private static readonly Scene Certified60 = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100, 50), Certified("2024-03-01", 60)).As(Leroy);

    private static readonly Pay Sixty = new("g1", 1, Euros(60), "P1") { EffectiveDate = Day("2024-03-02") };

    [Fact]
    public void A_certified_sum_is_paid() => Certified60.When(Sixty).Creating("payment", "P1").Then(Paid("2024-03-02", 60));

    [Fact]
    public void Up_to_what_is_certified_on_its_instalment()
    {
        Certified60.When(Sixty with { Amount = Euros(60.01m) }).ThenRefused(new OverPaid(Euros(60.01m), Euros(60)));
        Certified60.When(Sixty with { Instalment = 2, Amount = Euros(1) }).ThenRefused(new OverPaid(Euros(1), Money.Zero));
        Certified60.By(Leroy, Paid("2024-03-02", 45)).When(Sixty with { PaymentReference = "P2", Amount = Euros(15) }).Then(Paid("2024-03-02", 15, reference: "P2"));
        Certified60.By(Leroy, Paid("2024-03-02", 45)).When(Sixty with { PaymentReference = "P2", Amount = Euros(15.01m) }).ThenRefused(new OverPaid(Euros(15.01m), Euros(15)));
    }

    [Fact]
    public void The_same_reference_pays_once()
    {
        var paid = Certified60.By(Leroy, Paid("2024-03-02", 60));
        paid.When(Sixty).ThenNothing();
        paid.When(Sixty with { EffectiveDate = null }).ThenNothing();
        paid.As(Martin).When(Sixty).ThenNothing();
        paid.When(Sixty with { Amount = Euros(1) }).ThenRefused(new AlreadyExists("P1"));
        paid.When(Sixty with { EffectiveDate = Day("2024-03-03") }).ThenRefused(new AlreadyExists("P1"));
    }

    [Fact]
    public void A_reference_is_unique_in_the_cpts_not_in_the_commitment()
        => Certified60.By(Leroy, Paid("2024-03-02", 60)).By(Martin, Granted("2024-02-10", "g2", instalments: Planned(60)), new ServiceCertified(Fir("g2"), "c9", 1, Euros(60)) { EffectiveDate = Day("2024-03-01") })
            .When(Sixty with { CommitmentId = "g2" }).ThenRefused(new AlreadyExists("P1"));

    [Fact]
    public void The_reference_of_a_reversed_payment_is_not_used_again()
        => Certified60.By(Leroy, Paid("2024-03-02", 60)).As(Faure).After(new ReverseAct(EventId(5), Sealed("rejeté"))).As(Leroy).When(Sixty).ThenRefused(new AlreadyExists("P1"));

    [Fact]
    public void Who_awarded_amended_or_certified_does_not_pay()
    {
        Certified60.As(Martin).When(Sixty).ThenRefused(new FourEyes());
        var byPetit = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100)).By(Petit, Certified("2024-03-01", 60));
        byPetit.As(Petit).When(Sixty).ThenRefused(new FourEyes());
        byPetit.As(Martin).When(Sixty).ThenRefused(new FourEyes());
        var amended = Given(Registered(), LetterAccepted()).By(Petit, Granted("2024-02-10", 100)).By(Faure, Amended("2024-02-11", 90, Change(1, -10))).By(Petit, Certified("2024-03-01", 60));
        amended.As(Faure).When(Sixty).ThenRefused(new FourEyes());
        amended.As(Leroy).When(Sixty).Then(Paid("2024-03-02", 60));
    }

    [Fact]
    public void Who_certified_another_instalment_or_a_certification_that_fell_may_pay()
    {
        var scene = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100, 50)).By(Petit, Certified("2024-03-01", 50, 2, "c2")).By(Martin, Certified("2024-03-01", 60));
        scene.As(Petit).When(Sixty).Then(Paid("2024-03-02", 60));
        Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100)).By(Petit, Certified("2024-03-01", 60)).By(Leroy, PaymentDeclined("2024-03-01", 60))
            .By(Martin, Certified("2024-03-02", 60, id: "c2")).As(Petit).When(Sixty).Then(Paid("2024-03-02", 60));
    }

    [Fact]
    public void Too_much_is_told_before_the_second_pair_of_eyes() => Certified60.As(Martin).When(Sixty with { Amount = Euros(61) }).ThenRefused(new OverPaid(Euros(61), Euros(60)));

    [Fact]
    public void Without_siret_or_rna_it_is_refused_only_where_the_setting_says_so()
    {
        var strict = new RuleSettings { RefusePaymentWithoutIdentifiers = true };
        Certified60.With(strict).When(Sixty).ThenRefused(new BeneficiaryIncomplete());
        Certified60.With(strict).When(Sixty with { Amount = Euros(99) }).ThenRefused(new BeneficiaryIncomplete());
        Certified60.With(strict).By(Martin, new IdentifiersChanged(new Identifiers(null, "W691234567")) { EffectiveDate = Day("2024-05-01") }).When(Sixty).Then(Paid("2024-03-02", 60));
    }

    [Fact]
    public void Faults_are_told_before_all_else()
    {
        Certified60.When(new Pay("g1", 9, Euros(-1), " ")).ThenInvalidAt("/instalment", "/amount", "/paymentReference");
        Certified60.When(new Pay("g1", 1, Euros(1), null!)).ThenInvalidAt("/paymentReference");
    }

    [Fact]
    public void Not_before_the_award() => Certified60.When(Sixty with { EffectiveDate = Day("2024-02-09") }).ThenRefused(new OutOfOrder(Day("2024-02-09"), Day("2024-02-10")));

    [Fact]
    public void Before_registration_the_phase_comes_first() => Certified60.When(Sixty with { EffectiveDate = Day("2024-01-19") }).ThenRefused(new WrongPhase(null, Day("2024-01-19")));

    [Fact]
    public void A_refusal_to_pay_makes_the_certification_fall()
    {
        var refuse = new RefusePayment("g1", 1, Sealed("RIB")) { EffectiveDate = Day("2024-03-03") };
        Certified60.When(refuse).Then(PaymentDeclined("2024-03-03", 60));
        var refused = Certified60.After(refuse);
        refused.Commitment().Certified.ShouldBe(Money.Zero);
        refused.When(Sixty).ThenRefused(new OverPaid(Euros(60), Money.Zero));
        refused.When(refuse).ThenNothing();
        refused.When(refuse with { EffectiveDate = null }).ThenNothing();
        refused.When(new RefusePayment("g1", 1, Sealed("autre"))).ThenRefused(new OverPaid(Money.Zero, Money.Zero));
        refused.By(Martin, Certified("2024-03-03", 10, id: "c2")).When(refuse).Then(PaymentDeclined("2024-03-03", 10));
    }

    [Fact]
    public void Only_what_is_unpaid_falls_and_the_last_certified_first()
    {
        var scene = Certified60.By(Martin, Certified("2024-03-01", 30, id: "c2")).By(Leroy, Paid("2024-03-02", 50)).After(new RefusePayment("g1", 1, Sealed("RIB")) { EffectiveDate = Day("2024-03-03") });
        scene.Commitment().Certified.ShouldBe(Euros(50));
        scene.Commitment().Certifications.Select(one => one.Standing).ShouldBe([Euros(50), Money.Zero]);
    }

    [Fact]
    public void A_refusal_to_pay_names_an_instalment_and_a_reason_and_comes_after_the_award()
    {
        Certified60.When(new RefusePayment("g1", 3, Sealed(""))).ThenInvalidAt("/instalment", "/reason");
        Certified60.When(new RefusePayment("g1", 1, null!)).ThenInvalidAt("/reason");
        Certified60.When(new RefusePayment("g1", 2, Sealed("x")) { EffectiveDate = Day("2024-02-09") }).ThenRefused(new OutOfOrder(Day("2024-02-09"), Day("2024-02-10")));
        Certified60.When(new RefusePayment("g1", 2, Sealed("x")) { EffectiveDate = Day("2024-01-19") }).ThenRefused(new WrongPhase(null, Day("2024-01-19")));
    }

    [Fact]
    public void A_refusal_is_not_dated_before_the_certification_that_falls()
    {
        var refuse = new RefusePayment("g1", 1, Sealed("RIB")) { EffectiveDate = Day("2024-02-29") };
        Certified60.When(refuse).ThenRefused(new OutOfOrder(Day("2024-02-29"), Day("2024-03-01")));
        Certified60.By(Leroy, Paid("2024-03-02", 60)).By(Martin, Certified("2024-03-10", 10, id: "c2")).When(refuse with { EffectiveDate = Day("2024-03-09") })
            .ThenRefused(new OutOfOrder(Day("2024-03-09"), Day("2024-03-10")));
        Certified60.By(Martin, Certified("2024-02-20", 10, id: "c2")).By(Leroy, Paid("2024-03-02", 60)).When(refuse).Decision.ShouldBeOfType<Accepted>();
    }
}
