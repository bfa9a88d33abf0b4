using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R20: a suspension holds the money; days run and lines open.</summary>
public class SuspendingTests
{
    private static readonly SuspendContract Suspend = new(1, Sealed("contrôle"));

    private static readonly ResumeContract Resume = new(1, Sealed("fini"));

    private static Scene Contracted => AciScene.Contracted().Then("2020-05-01", new StartMission(1, Mission.Access));

    [Fact]
    public void Suspended_and_resumed()
    {
        var suspended = Contracted.When(Suspend);
        suspended.Then(new AciContractSuspended(1, Sealed("contrôle")) { EffectiveDate = Day("2020-05-01") });
        var scene = Contracted.After(Suspend).On("2020-06-01");
        scene.Dossier().Phase.ShouldBe(new ContractSuspended(Day("2020-05-01")));
        scene.When(Resume).Then(new AciContractResumed(1, Sealed("fini")) { EffectiveDate = Day("2020-06-01") });
        scene.After(Resume).Dossier().Phase.ShouldBe(new Contracted(Day("2020-06-01")));
        scene.After(Resume).When(Suspend with { Reason = Sealed("encore") }).Decision.ShouldBeOfType<Accepted>();
    }

    [Fact]
    public void Twice_is_once_and_otherwise_the_phase_is_wrong()
    {
        var suspended = Contracted.After(Suspend);
        suspended.When(Suspend).ThenNothing();
        suspended.When(Suspend with { Reason = Sealed("autre") }).ThenRefused(new WrongPhase(PhaseName.Suspended, Day("2020-05-01")));
        var resumed = suspended.On("2020-06-01").After(Resume);
        resumed.When(Resume).ThenNothing();
        resumed.When(Resume with { EffectiveDate = Day("2020-05-31") }).ThenRefused(new WrongPhase(PhaseName.Contracted, Day("2020-05-31")));
        Contracted.When(Resume).ThenRefused(new WrongPhase(PhaseName.Contracted, Day("2020-05-01")));
    }

    [Fact]
    public void In_order_with_a_reason_and_of_a_contract_that_is_there()
    {
        Contracted.When(Suspend with { EffectiveDate = Day("2020-02-29") }).ThenRefused(new OutOfOrder(Day("2020-02-29"), Day("2020-03-01")));
        Contracted.After(Suspend).When(Resume with { EffectiveDate = Day("2020-04-30") }).ThenRefused(new OutOfOrder(Day("2020-04-30"), Day("2020-05-01")));
        Contracted.When(Suspend with { Reason = Sealed(" ") }).ThenInvalidAt("/reason");
        Contracted.When(Suspend with { EffectiveDate = Day("2020-05-02") }).ThenInvalidAt("/effectiveDate");
        Contracted.When(Suspend with { Contract = 2 }).ThenRefused(new NotFound());
    }

    [Fact]
    public void Days_run_years_open_and_the_term_ends()
    {
        var suspended = Contracted.After(Suspend).Until("2021-03-01");
        suspended.Line("1-y2-access-fixed").ShouldBe([40_000m, 30_000m, 10_000m]);
        suspended.Line("1-y1-access-fixed").ShouldBe([33_315.07m, 24_986.30m, 8_328.77m]); // 304 days of 365
        var ended = suspended.Until("2025-03-01");
        ended.Dossier().Phase.ShouldBe(new Ended(Day("2025-03-01")));
        ended.When(Resume).ThenRefused(new WrongPhase(PhaseName.Ended, Day("2025-03-01")));
        ended.When(Suspend with { Reason = Sealed("autre") }).ThenRefused(new WrongPhase(PhaseName.Ended, Day("2025-03-01")));
        ended.When(new Certify("aci-1-y1-access-fixed", "c", 1, Euros(1))).Creating("certification", "c");
    }
}
