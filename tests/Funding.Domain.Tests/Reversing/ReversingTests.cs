namespace Funding.Domain.Tests;

public class ReversingTests
{
    private static readonly Scene Certified60 = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100), Certified("2024-03-01", 60)); // events 1 to 4

    private static readonly Scene Paid60 = Certified60.By(Leroy, Paid("2024-03-02", 60)); // 5

    private static readonly Scene Ordered50 = Paid60.By(Martin, Ordered("2024-04-01", 50)); // 6

    private static readonly Scene Settled = Ordered50.By(Leroy, Received("2024-04-15", 30), Waived("2024-04-16", 20)); // 7 and 8

    private static ReverseAct Reverse(int number) => new(EventId(number), Sealed("erreur")) { EffectiveDate = Day("2024-05-01") };

    [Fact]
    public void A_certification_is_reversed()
        => Certified60.As(Petit).When(Reverse(4)).Then(new CertificationReversed(Fir(), EventId(4), Sealed("erreur"), "c1", 1, Euros(60)) { EffectiveDate = Day("2024-05-01") });

    [Fact]
    public void A_payment_is_reversed()
        => Paid60.As(Faure).When(Reverse(5)).Then(new PaymentReversed(Fir(), EventId(5), Sealed("erreur"), "P1", 1, Euros(60)) { EffectiveDate = Day("2024-05-01") });

    [Fact]
    public void A_recovery_a_receipt_and_a_waiver_are_reversed()
    {
        Ordered50.As(Petit).When(Reverse(6)).Then(new RecoveryReversed(Fir(), EventId(6), Sealed("erreur"), "r1", Euros(50)) { EffectiveDate = Day("2024-05-01") });
        Settled.As(Faure).When(Reverse(7)).Then(new ReceiptReversed(Fir(), EventId(7), Sealed("erreur"), "r1", "T1", Euros(30)) { EffectiveDate = Day("2024-05-01") });
        Settled.As(Faure).When(Reverse(8)).Then(new WaiverReversed(Fir(), EventId(8), Sealed("erreur"), "r1", "W1", Euros(20)) { EffectiveDate = Day("2024-05-01") });
    }

    [Fact]
    public void What_later_acts_rest_on_is_not_reversed_before_them()
    {
        Paid60.As(Petit).When(Reverse(4)).ThenRefused(new DependedOn());
        Certified60.By(Leroy, PaymentDeclined("2024-03-02", 60)).As(Petit).When(Reverse(4)).ThenRefused(new DependedOn());
        Ordered50.As(Faure).When(Reverse(5)).ThenRefused(new DependedOn());
        Settled.As(Petit).When(Reverse(6)).ThenRefused(new DependedOn());
        Settled.As(Faure).After(Reverse(7)).As(Petit).When(Reverse(6)).ThenRefused(new DependedOn());
    }

    [Fact]
    public void Backwards_everything_can_be_reversed_and_every_figure_is_zero_but_the_grant()
    {
        var scene = Settled.As(Faure).After(Reverse(8)).After(Reverse(7)).As(Petit).After(Reverse(6)).As(Faure).After(Reverse(5)).As(Petit).After(Reverse(4));
        var commitment = scene.Commitment();
        (commitment.Committed, commitment.Certified, commitment.Paid, commitment.RecoveryOrdered, commitment.Recovered, commitment.Waived)
            .ShouldBe((Euros(100), Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero));
    }

    [Fact]
    public void Of_two_certifications_that_a_payment_may_rest_on_one_is_reversed_and_not_the_other()
    {
        var scene = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100), Certified("2024-03-01", 50), Certified("2024-03-01", 50, id: "c2")).By(Leroy, Paid("2024-03-02", 50)).As(Petit);
        scene.After(Reverse(5)).When(Reverse(4)).ThenRefused(new DependedOn());
        scene.After(Reverse(4)).When(Reverse(5)).ThenRefused(new DependedOn());
    }

    [Fact]
    public void Who_made_an_act_does_not_reverse_it()
    {
        Certified60.As(Martin).When(Reverse(4)).ThenRefused(new FourEyes());
        Paid60.As(Leroy).When(Reverse(5)).ThenRefused(new FourEyes());
        Paid60.As(Martin).When(Reverse(4)).ThenRefused(new DependedOn());
    }

    [Fact]
    public void Reversing_twice_changes_nothing_and_for_another_reason_is_refused()
    {
        var scene = Certified60.As(Petit).After(Reverse(4));
        scene.When(Reverse(4)).ThenNothing();
        scene.When(Reverse(4) with { EffectiveDate = null }).ThenNothing();
        scene.When(Reverse(4) with { Reason = Sealed("autre") }).ThenRefused(new AlreadyExists(EventId(4).ToString()));
    }

    [Fact]
    public void Not_before_the_act_itself() => Certified60.As(Petit).When(Reverse(4) with { EffectiveDate = Day("2024-02-29") }).ThenRefused(new OutOfOrder(Day("2024-02-29"), Day("2024-03-01")));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(99)]
    public void Only_certifications_payments_recoveries_receipts_and_waivers_are_reversed(int number) => Certified60.As(Petit).When(Reverse(number)).ThenInvalidAt("/event");

    [Fact]
    public void A_reversal_itself_is_not_reversed() => Certified60.As(Petit).After(Reverse(4)).As(Martin).When(Reverse(5)).ThenInvalidAt("/event");

    [Fact]
    public void A_reason_is_given() => Certified60.As(Petit).When(Reverse(4) with { Reason = Sealed("  ") }).ThenInvalidAt("/reason");

    [Fact]
    public void A_reversed_sum_may_be_certified_anew_under_another_id()
        => Certified60.As(Petit).After(Reverse(4)).When(new Certify("g1", "c2", 1, Euros(100))).Then(Certified("2024-06-03", 100, id: "c2"));
}
