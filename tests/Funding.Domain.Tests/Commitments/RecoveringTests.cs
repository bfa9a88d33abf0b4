namespace Funding.Domain.Tests;

public class RecoveringTests
{
    private static readonly Scene Paid60 = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100), Certified("2024-03-01", 60)).By(Leroy, Paid("2024-03-02", 60));

    private static readonly Scene Ordered50 = Paid60.By(Martin, Ordered("2024-04-01", 50)).As(Leroy);

    private static readonly ReceiveRecovery Receive30 = new("g1", "r1", Euros(30)) { EffectiveDate = Day("2024-04-15"), Reference = "T1" };

    private static readonly WaiveRecovery Waive20 = new("g1", "r1", Euros(20)) { EffectiveDate = Day("2024-04-16"), Reference = "W1" };

    [Fact]
    public void Money_is_ordered_back_up_to_what_was_paid()
    {
        var order = new OrderRecovery("g1", "r1", Euros(60), Sealed("indu")) { EffectiveDate = Day("2024-04-01") };
        Paid60.When(order).Creating("recovery", "r1").Then(Ordered("2024-04-01", 60));
        Paid60.When(order with { Amount = Euros(60.01m) }).ThenRefused(new OverRecovered(Euros(60.01m), Euros(60)));
        Ordered50.As(Martin).When(order with { Id = "r2" }).ThenRefused(new OverRecovered(Euros(60), Euros(10)));
        Paid60.When(order with { Id = null }).Then(Ordered("2024-04-01", 60, "fresh"));
        Paid60.When(order with { EffectiveDate = Day("2024-02-09") }).ThenRefused(new OutOfOrder(Day("2024-02-09"), Day("2024-02-10")));
        Paid60.When(order with { Amount = Money.Zero, Reason = Sealed("") }).ThenInvalidAt("/amount", "/reason");
    }

    [Fact]
    public void An_order_stays_possible_in_a_closed_dossier()
        => Paid60.By(Martin, GaveUp("2024-03-15")).When(new OrderRecovery("g1", "r1", Euros(60), Sealed("indu"))).Then(Ordered("2024-06-03", 60));

    [Fact]
    public void The_same_order_again_changes_nothing()
    {
        var order = new OrderRecovery("g1", "r1", Euros(50), Sealed("indu")) { EffectiveDate = Day("2024-04-01") };
        Ordered50.When(order).ThenNothing();
        Ordered50.When(order with { Amount = Euros(51) }).ThenRefused(new AlreadyExists("r1"));
        Ordered50.As(Petit).After(new ReverseAct(EventId(6), Sealed("x"))).When(order).ThenRefused(new AlreadyExists("r1"));
    }

    [Fact]
    public void Received_and_waived_never_exceed_what_is_ordered()
    {
        Ordered50.When(Receive30).Creating("receipt", "T1").Then(Received("2024-04-15", 30));
        var received = Ordered50.By(Leroy, Received("2024-04-15", 30));
        received.When(Waive20).Creating("waiver", "W1").Then(Waived("2024-04-16", 20));
        received.When(Waive20 with { Amount = Euros(20.01m) }).ThenRefused(new OverReceived(Euros(20.01m), Euros(20)));
        received.When(Receive30 with { Reference = "T2" }).ThenRefused(new OverReceived(Euros(30), Euros(20)));
        received.By(Leroy, Waived("2024-04-16", 20)).Commitment().Recoveries["r1"].Due.ShouldBe(Money.Zero);
    }

    [Fact]
    public void Who_ordered_it_neither_receives_nor_waives_it()
    {
        Ordered50.As(Martin).When(Receive30).ThenRefused(new FourEyes());
        Ordered50.As(Martin).When(Waive20).ThenRefused(new FourEyes());
        Ordered50.As(Martin).When(Waive20 with { Amount = Euros(51) }).ThenRefused(new OverReceived(Euros(51), Euros(50)));
    }

    [Fact]
    public void The_reference_is_the_key_within_the_recovery()
    {
        var settled = Ordered50.By(Leroy, Received("2024-04-15", 30), Waived("2024-04-16", 20));
        settled.When(Receive30).ThenNothing();
        settled.When(Waive20 with { EffectiveDate = null }).ThenNothing();
        settled.When(Receive30 with { Amount = Euros(1) }).ThenRefused(new AlreadyExists("T1"));
        Ordered50.By(Leroy, Received("2024-04-15", 30, "X")).When(Waive20 with { Reference = "X" }).Then(Waived("2024-04-16", 20, "X"));
    }

    [Fact]
    public void Faults_and_what_is_unknown()
    {
        Ordered50.When(Receive30 with { Reference = null, Amount = Euros(-1) }).ThenInvalidAt("/reference", "/amount");
        Ordered50.When(Receive30 with { RecoveryId = "r9" }).ThenRefused(new NotFound());
        Ordered50.When(Waive20 with { EffectiveDate = Day("2024-03-31") }).ThenRefused(new OutOfOrder(Day("2024-03-31"), Day("2024-04-01")));
    }
}
