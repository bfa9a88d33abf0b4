using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R10, R19: what a rule ordered to be paid back on a line, waived before or after the line is raised again.</summary>
public class WaivingOnLinesTests
{
    private const string Line = "aci-1-y1-access-fixed";
    private const string Recovery = "aci-1-y1-access-fixed-r1";

    /// <summary>40 000 € a year, of which the advance of 30 000 € is paid; then 20 000 € from the first day on: 10 000 € are to be paid back.</summary>
    private static Scene Reduced => Raise(AciScene.Contracted().After(new StartMission(1, Mission.Access))
        .As(Petit).After(new Certify(Line, "c1", 1, Euros(30_000))).As(Leroy).After(new Pay(Line, 1, Euros(30_000), "P1")), 20_000);

    private static WaiveRecovery Waiver => new(Line, Recovery, Euros(10_000)) { Reference = "W1" };

    private static Scene Raise(Scene scene, decimal access) => scene.As(Martin).Agreed("2020-03-01", AciScene.Terms(access)).After(new AmendContract(1, Day("2020-03-01")));

    private static Scene Waived(Scene scene) => scene.As(Leroy).After(Waiver);

    [Fact]
    public void A_waiver_is_worth_the_same_before_and_after_the_line_is_raised()
    {
        var before = Raise(Waived(Reduced), 36_000).Commitment(Line);
        var after = Waived(Raise(Reduced, 36_000)).Commitment(Line);
        (before.Committed, before.Outstanding, before.Waived).ShouldBe((Euros(36_000), Euros(6_000), Euros(10_000)));
        (after.Committed, after.Outstanding, after.Waived).ShouldBe((Euros(36_000), Euros(6_000), Euros(10_000)));
    }

    [Fact]
    public void What_is_waived_in_part_is_not_paid_once_more_in_that_part()
    {
        Raise(Reduced, 36_000).Commitment(Line).Committed.ShouldBe(Euros(46_000)); // 10 000 € come back, so that 16 000 € are still to be paid
        Raise(Reduced, 36_000).As(Leroy).After(Waiver with { Amount = Euros(4_000) }).Commitment(Line).Outstanding.ShouldBe(Euros(12_000));
    }

    [Fact]
    public void What_is_paid_stays_committed()
    {
        var paid = Raise(Reduced, 36_000).Until("2021-03-01").As(Petit).After(new AssessYear(1, 1, [new(Mission.Access, 0)])).After(new Certify(Line, "c2", 2, Euros(16_000))).As(Leroy).After(new Pay(Line, 2, Euros(16_000), "P2"));
        Waived(paid).Commitment(Line).Committed.ShouldBe(Euros(46_000));
    }

    [Fact]
    public void A_waiver_that_is_reversed_comes_back_and_is_to_be_paid_again()
    {
        var scene = Waived(Raise(Reduced, 36_000));
        var waiver = scene.Dossier().Reversibles.Single(act => act.Value.Event is RecoveryWaived).Key;
        scene.As(Faure).After(new ReverseAct(waiver, Sealed("x"))).Commitment(Line).Committed.ShouldBe(Euros(46_000));
    }

    [Fact]
    public void A_waiver_while_the_line_is_still_low_changes_the_recovery_alone()
        => Reduced.As(Leroy).When(Waiver).Then(new RecoveryWaived(Reduced.Commitment(Line).Ref, Recovery, Euros(10_000)) { EffectiveDate = Day("2020-03-01"), Reference = "W1" });

    [Fact]
    public void A_recovery_that_an_officer_ordered_is_waived_without_touching_the_line()
    {
        var ordered = Raise(Reduced, 36_000).As(Petit).After(new OrderRecovery(Line, "r", Euros(1_000), Sealed("indu")));
        ordered.As(Leroy).After(new WaiveRecovery(Line, "r", Euros(1_000)) { Reference = "W2" }).Commitment(Line).Committed.ShouldBe(Euros(46_000));
    }
}
