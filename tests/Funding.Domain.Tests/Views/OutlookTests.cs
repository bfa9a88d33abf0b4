using Funding.Domain.Aci;
using Funding.Domain.Views;

namespace Funding.Domain.Tests;

/// <summary>What falls due on a contract, and what is owed by it (R19, R21).</summary>
public class OutlookTests
{
    private static Mission[] ToStart(Scene scene)
        => [.. Deadlines.Of(scene.Dossier(), RuleSettings.Default).Where(it => it.Kind == DeadlineKind.MissionStart).Select(it => it.Mission!.Value)];

    [Fact]
    public void A_mission_that_is_not_started_stays_late_in_the_last_year_until_the_contract_is_over()
    {
        var contracted = AciScene.Contracted().After(new StartMission(1, Mission.Access)).After(new StartMission(1, Mission.Pathways));
        ToStart(contracted.Until("2024-03-01")).ShouldBe([Mission.Prevention]);
        ToStart(contracted.Until("2025-03-01")).ShouldBeEmpty();
    }

    [Fact]
    public void A_renewal_that_has_started_tells_its_own_deadlines_alone()
    {
        var renewed = AciScene.Contracted().After(new StartMission(1, Mission.Access)).Until("2024-11-01").Agreed("2024-11-01").After(new SignContract(Day("2025-03-01"), 1));
        Deadlines.Of(renewed.Until("2025-03-01").Dossier(), RuleSettings.Default).Where(it => it.Kind == DeadlineKind.MissionStart).Select(it => it.Contract).Distinct().ShouldBe([2]);
    }

    [Fact]
    public void Balances_and_variable_parts_of_a_year_that_is_over_wait_for_its_assessment()
    {
        var closed = AciScene.Contracted().After(new StartMission(1, Mission.Access)).Until("2021-03-01");
        Waiting(closed).ShouldBe(["aci-1-y1-access-fixed 10000", "aci-1-y1-access-variable 30000"]);
        Waiting(closed.After(new AssessYear(1, 1, [new(Mission.Access, 1)]))).ShouldBeEmpty();
    }

    private static string[] Waiting(Scene scene)
        => [.. Payables.Of(scene.Dossier()).Where(it => it.AwaitsAssessment && it.DueOn <= Day("2021-03-01")).Select(it => FormattableString.Invariant($"{it.CommitmentId} {it.Amount.ToEuros():0}")).Order(StringComparer.Ordinal)];
}
