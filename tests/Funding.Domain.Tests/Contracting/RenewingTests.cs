using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R15, R17 and R18: a renewal is a contract of its own, in which kept missions start anew.</summary>
public class RenewingTests
{
    private static readonly SignContract Renew = new(Day("2025-03-01"), 1);

    private static Scene First => AciScene.Contracted().Then("2020-07-01", new StartMission(1, Mission.Access));

    private static Scene Agreed => First.Until("2024-11-01").Agreed("2024-11-01", AciScene.Terms(access: 36_500));

    [Fact]
    public void Signed_ahead_the_contract_in_force_runs_to_its_end_and_the_next_one_follows()
    {
        var signed = Agreed.When(Renew);
        signed.Creating("contract", "2").Then(new AciContractSigned(2, Day("2025-03-01"), new(2, AciScene.Terms(access: 36_500), TariffOf2022.Known.BasisFor(65_000)), 1) { EffectiveDate = Day("2024-11-01") });
        var scene = Agreed.After(Renew);
        scene.DueOn("2025-03-01").Select(it => it switch { AciYearOpened year => $"{year.Contract}/{year.Year}", AciLineOpened line => line.Commitment.Id, _ => it.GetType().Name })
            .ShouldBe(["2/1", "aci-2-y1-functioning", "aci-2-y1-access-fixed"]);
        scene.Until("2025-03-01").Dossier().Phase.ShouldBeOfType<Contracted>();
        scene.Until("2030-03-01").Dossier().Phase.ShouldBe(new Ended(Day("2030-03-01")));
    }

    [Fact]
    public void Its_first_year_is_paid_like_any_other_and_kept_missions_start_on_its_first_day()
    {
        var scene = Agreed.After(Renew).Until("2025-03-01");
        scene.Line("2-y1-functioning").ShouldBe([60_000m, 45_000m, 15_000m]);
        scene.Line("2-y1-access-fixed").ShouldBe([36_500m, 27_375m, 9_125m]);
        scene.Dossier().Commitments.Keys.ShouldNotContain("aci-2-y1-pathways-fixed");
        scene.On("2025-03-11").After(new StartMission(2, Mission.Pathways)).Line("2-y1-pathways-fixed").ShouldBe([29_178.08m, 21_883.56m, 7_294.52m]); // 355 days of 365
        scene.When(new StartMission(2, Mission.Access)).ThenNothing();
        scene.On("2025-03-02").When(new StartMission(2, Mission.Access) { EffectiveDate = Day("2025-03-02") }).ThenRefused(new AlreadyExists("2/Access"));
        scene.Line("1-y5-access-fixed").ShouldBe([40_000m, 30_000m, 10_000m]);
    }

    [Fact]
    public void Once_the_contract_has_ended_it_may_be_renewed_too_and_opens_at_once()
    {
        var ended = First.Until("2025-06-01").Agreed("2025-06-01");
        var renewed = ended.After(Renew with { StartsOn = Day("2025-06-01") });
        renewed.Dossier().Phase.ShouldBe(new Contracted(Day("2025-06-01")));
        renewed.Line("2-y1-functioning").ShouldBe([60_000m, 45_000m, 15_000m]);
        renewed.Line("2-y1-access-fixed").ShouldBe([40_000m, 30_000m, 10_000m]);
        renewed.DueOn("2025-06-01").ShouldBeEmpty();
    }

    [Fact]
    public void It_does_not_overlap_the_contract_that_it_renews()
    {
        Agreed.When(Renew with { StartsOn = Day("2025-02-28") }).ThenRefused(new OutOfOrder(Day("2025-02-28"), Day("2025-03-01")));
        var terminated = Agreed.After(new TerminateContract(1, Day("2024-12-31"), Sealed("x")));
        terminated.When(Renew with { StartsOn = Day("2024-12-31") }).ThenRefused(new OutOfOrder(Day("2024-12-31"), Day("2025-01-01")));
        terminated.When(Renew with { StartsOn = Day("2025-01-01") }).Creating("contract", "2");
    }

    [Fact]
    public void The_number_is_that_of_the_last_contract()
    {
        Agreed.When(Renew with { Renews = 2 }).ThenInvalidAt("/renews");
        Agreed.When(Renew with { Renews = 0 }).ThenInvalidAt("/renews");
        Agreed.When(Renew with { Renews = null }).ThenRefused(new WrongPhase(PhaseName.Contracted, Day("2024-11-01")));
        var renewed = Agreed.After(Renew);
        renewed.When(Renew).ThenNothing();
        renewed.When(Renew with { StartsOn = Day("2025-03-02") }).ThenRefused(new AlreadyExists("2"));
        renewed.Agreed("2024-11-02").When(Renew with { Renews = 2, StartsOn = Day("2025-06-01") }).ThenRefused(new OutOfOrder(Day("2025-06-01"), Day("2030-03-01")));
    }

    [Fact]
    public void It_needs_a_round_of_its_own_and_the_phase()
    {
        First.Until("2024-11-01").When(Renew).ThenRefused(new NotApproved([Party.Cpts, Party.Cpam, Party.Ars]));
        Agreed.After(new SuspendContract(1, Sealed("x"))).When(Renew).ThenRefused(new WrongPhase(PhaseName.Suspended, Day("2024-11-01")));
        First.Until("2025-06-01").Agreed("2025-06-01").When(Renew with { EffectiveDate = Day("2025-02-28"), StartsOn = Day("2025-06-01") }).ThenRefused(new OutOfOrder(Day("2025-02-28"), Day("2025-03-01")));
    }

    [Fact]
    public void While_it_runs_nothing_more_starts_or_changes_in_the_contract_that_it_renews()
    {
        var running = Agreed.After(Renew).Until("2025-04-01").Agreed("2025-04-01");
        running.When(new StartMission(1, Mission.Pathways)).ThenRefused(new WrongPhase(PhaseName.Contracted, Day("2025-04-01")));
        running.When(new AmendContract(1, Day("2025-04-01"))).ThenRefused(new WrongPhase(PhaseName.Contracted, Day("2025-04-01")));
        running.When(new SuspendContract(1, Sealed("x"))).ThenRefused(new WrongPhase(PhaseName.Contracted, Day("2025-04-01")));
        running.When(new TerminateContract(1, Day("2025-02-28"), Sealed("x"))).ThenRefused(new WrongPhase(PhaseName.Contracted, Day("2025-04-01")));
        running.When(new AmendContract(2, Day("2025-04-01"))).Decision.ShouldBeOfType<Accepted>();
    }

    [Fact]
    public void A_mission_of_the_first_contract_told_late_is_kept_as_well()
    {
        var late = Agreed.After(Renew).Until("2025-04-01").After(new StartMission(1, Mission.Pathways) { EffectiveDate = Day("2024-12-01") });
        late.Line("2-y1-pathways-fixed").ShouldBe([30_000m, 22_500m, 7_500m]);
        late.Commitment("aci-2-y1-pathways-fixed").Award.EffectiveDate.ShouldBe(Day("2025-03-01"));
        late.Line("1-y5-pathways-fixed").ShouldBe([7_397.26m, 5_547.95m, 1_849.31m]); // 90 days of 365
    }
}
