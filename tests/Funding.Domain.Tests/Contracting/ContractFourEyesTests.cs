using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R11 and R12 on the lines of a contract: who had a part in what a line is worth does not pay it.</summary>
public class ContractFourEyesTests
{
    private static readonly PersonId Signer = Person(1), Starter = Person(2), Assessor = Person(3), Amender = Person(4), Certifier = Person(5), Terminator = Person(6);

    private static PersonId Person(byte number) => new(new Guid(0xcccc, 0, 0, [0, 0, 0, 0, 0, 0, 0, number]));

    /// <summary>Each act by somebody else.</summary>
    private static Scene Life => AciScene.Negotiating().Agreed("2019-12-02").As(Signer).On("2020-03-01").After(new SignContract(Day("2020-03-01"), null))
        .As(Starter).After(new StartMission(1, Mission.Access)).After(new StartMission(1, Mission.Pathways))
        .As(Martin).Agreed("2020-06-01").As(Amender).After(new AmendContract(1, Day("2020-06-01")))
        .Until("2021-03-01").As(Assessor).After(new AssessYear(1, 1, [new(Mission.Access, 1), new(Mission.Pathways, 1)]))
        .As(Certifier).After(new Certify("aci-1-y1-access-fixed", "c1", 1, Euros(1_000))).After(new Certify("aci-1-y1-functioning", "c2", 1, Euros(1_000))).After(new Certify("aci-1-y2-access-fixed", "c3", 1, Euros(1_000)))
        .On("2021-03-02");

    private static Pay Of(string line) => new($"aci-{line}", 1, Euros(100), "P1");

    [Fact]
    public void Who_signed_amended_started_assessed_or_certified_does_not_pay()
    {
        foreach (var person in new[] { Signer, Amender, Starter, Assessor, Certifier }) Life.As(person).When(Of("1-y1-access-fixed")).ThenRefused(new FourEyes());
        Life.As(Leroy).When(Of("1-y1-access-fixed")).Creating("payment", "P1");
    }

    [Fact]
    public void Who_started_a_mission_may_pay_the_functioning_and_who_assessed_a_year_another_year()
    {
        Life.As(Starter).When(Of("1-y1-functioning")).Creating("payment", "P1");
        Life.As(Assessor).When(Of("1-y1-functioning")).ThenRefused(new FourEyes());
        Life.As(Assessor).When(Of("1-y2-access-fixed")).Creating("payment", "P1");
        Life.As(Starter).When(Of("1-y2-access-fixed")).ThenRefused(new FourEyes());
        Life.As(Signer).When(Of("1-y2-access-fixed")).ThenRefused(new FourEyes());
    }

    [Fact]
    public void Who_started_a_mission_that_a_renewal_keeps_does_not_pay_it_there_either()
    {
        var renewed = Life.As(Martin).Until("2024-11-01").Agreed("2024-11-01").As(Person(7)).After(new SignContract(Day("2025-03-01"), 1)).Until("2025-03-01")
            .As(Certifier).After(new Certify("aci-2-y1-access-fixed", "c4", 1, Euros(1_000)));
        renewed.As(Starter).When(Of("2-y1-access-fixed")).ThenRefused(new FourEyes());
        renewed.As(Person(7)).When(Of("2-y1-access-fixed")).ThenRefused(new FourEyes());
        renewed.As(Signer).When(Of("2-y1-access-fixed")).Creating("payment", "P1");
    }

    [Fact]
    public void Who_terminated_neither_receives_nor_waives_what_it_ordered_others_do_and_nobody_reverses_it()
    {
        var paid = Life.As(Leroy).After(new Pay("aci-1-y2-access-fixed", 1, Euros(1_000), "P1")).As(Terminator).After(new TerminateContract(1, Day("2021-03-02"), Sealed("x")));
        const string line = "aci-1-y2-access-fixed";
        const string recovery = "aci-1-y2-access-fixed-r1";
        paid.Commitment(line).RecoveryOrdered.ShouldBe(Euros(780.82m)); // 40 000 × 2/365 = 219,18
        paid.When(new ReceiveRecovery(line, recovery, Euros(1)) { Reference = "T1" }).ThenRefused(new FourEyes());
        paid.When(new WaiveRecovery(line, recovery, Euros(1)) { Reference = "W1" }).ThenRefused(new FourEyes());
        paid.As(Leroy).When(new ReceiveRecovery(line, recovery, Euros(780.83m)) { Reference = "T1" }).ThenRefused(new OverReceived(Euros(780.83m), Euros(780.82m)));
        paid.As(Leroy).When(new ReceiveRecovery(line, recovery, Euros(780.82m)) { Reference = "T1" }).Creating("receipt", "T1");
        paid.As(Leroy).When(new WaiveRecovery(line, recovery, Euros(780.82m)) { Reference = "W1" }).Creating("waiver", "W1");
        paid.Dossier().Reversibles.Values.ShouldNotContain(act => act.Event is RecoveryOrdered);
        paid.When(new OrderRecovery(line, "r", Euros(219.19m), Sealed("x"))).ThenRefused(new OverRecovered(Euros(219.19m), Euros(219.18m)));
    }

    [Fact]
    public void Certifications_and_payments_of_lines_are_reversed_like_others_unless_a_reduction_rests_on_them()
    {
        var paid = Life.As(Leroy).After(new Pay("aci-1-y2-access-fixed", 1, Euros(1_000), "P1"));
        paid.As(Faure).When(Reverse<ServiceCertified>(paid, "aci-1-y2-access-fixed")).ThenRefused(new DependedOn());
        var undone = paid.As(Faure).After(Reverse<PaymentMade>(paid, "aci-1-y2-access-fixed"));
        undone.Commitment("aci-1-y2-access-fixed").Paid.ShouldBe(Money.Zero);
        undone.After(Reverse<ServiceCertified>(undone, "aci-1-y2-access-fixed")).Commitment("aci-1-y2-access-fixed").Certified.ShouldBe(Money.Zero);
        var terminated = paid.As(Terminator).After(new TerminateContract(1, Day("2021-03-02"), Sealed("x")));
        terminated.As(Faure).When(Reverse<PaymentMade>(terminated, "aci-1-y2-access-fixed")).ThenRefused(new DependedOn());
        var fallen = Life.As(Terminator).After(new TerminateContract(1, Day("2021-03-02"), Sealed("x")));
        fallen.As(Faure).When(Reverse<ServiceCertified>(fallen, "aci-1-y2-access-fixed")).ThenRefused(new DependedOn());
    }

    [Fact]
    public void A_recovery_that_a_reduction_counted_on_is_not_reversed()
    {
        var ordered = Life.As(Leroy).After(new Pay("aci-1-y2-access-fixed", 1, Euros(1_000), "P1")).As(Martin).After(new OrderRecovery("aci-1-y2-access-fixed", "r1", Euros(900), Sealed("indu")));
        ordered.As(Faure).When(Reverse<RecoveryOrdered>(ordered, "aci-1-y2-access-fixed")).Decision.ShouldBeOfType<Accepted>();
        var terminated = ordered.As(Terminator).After(new TerminateContract(1, Day("2021-03-02"), Sealed("x")));
        terminated.Commitment("aci-1-y2-access-fixed").Recoveries.Count.ShouldBe(1);
        terminated.As(Faure).When(Reverse<RecoveryOrdered>(terminated, "aci-1-y2-access-fixed")).ThenRefused(new DependedOn());
    }

    private static ReverseAct Reverse<T>(Scene scene, string line) where T : CommitmentEvent
        => new(scene.Dossier().Reversibles.Single(it => it.Value.Event is T happened && happened.Commitment.Id == line).Key, Sealed("erreur"));
}
