using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R18 and R21: missions start and are deployed.</summary>
public class StartingMissionTests
{
    private static readonly StartMission Access = new(1, Mission.Access);

    private static readonly DeployMission Deployed = new(1, Mission.Access);

    private static Scene Contracted => AciScene.Negotiating().Agreed("2019-12-10").On("2020-01-15").After(new SignContract(Day("2020-03-01"), null)).On("2020-03-10");

    [Fact]
    public void It_starts_with_its_line()
        => Contracted.When(Access).Decision.ShouldBeOfType<Accepted>().Events.Select(it => (it.GetType().Name, it.EffectiveDate)).ShouldBe([("AciMissionStarted", Day("2020-03-10")), ("AciLineOpened", Day("2020-03-10"))]);

    [Fact]
    public void One_that_is_not_in_the_terms_is_malformed_and_one_before_the_contract_starts_out_of_order()
    {
        Contracted.When(new StartMission(1, Mission.Crisis)).ThenInvalidAt("/mission");
        Contracted.When(Access with { EffectiveDate = Day("2020-02-29") }).ThenRefused(new OutOfOrder(Day("2020-02-29"), Day("2020-03-01")));
        Contracted.When(Access with { EffectiveDate = Day("2020-01-14") }).ThenRefused(new WrongPhase(PhaseName.Negotiating, Day("2020-01-14")));
        Contracted.When(Access with { EffectiveDate = Day("2020-03-11") }).ThenInvalidAt("/effectiveDate");
        Contracted.When(Access with { EffectiveDate = Day("2020-03-01") }).Decision.ShouldBeOfType<Accepted>();
        Contracted.When(new StartMission(2, Mission.Access)).ThenRefused(new NotFound());
        Contracted.When(new StartMission(0, Mission.Access)).ThenRefused(new NotFound());
    }

    [Fact]
    public void Twice_is_once_and_on_another_day_it_has_already_started()
    {
        var started = Contracted.After(Access);
        started.When(Access).ThenNothing();
        started.On("2020-04-01").When(Access).ThenNothing();
        started.When(Access with { EffectiveDate = Day("2020-03-09") }).ThenRefused(new AlreadyExists("1/Access"));
        started.When(Access with { Reference = "autre" }).ThenRefused(new AlreadyExists("1/Access"));
    }

    [Fact]
    public void In_suspension_too()
    {
        var suspended = Contracted.After(new SuspendContract(1, Sealed("x"))).On("2020-04-01").After(Access);
        suspended.Line("1-y1-access-fixed").ShouldBe([36_602.74m, 27_452.06m, 9_150.68m]); // 334 days of 365
        suspended.When(Deployed).Then(new AciMissionDeployed(1, Mission.Access) { EffectiveDate = Day("2020-04-01") });
    }

    [Fact]
    public void Once_the_contract_is_over_the_phase_is_wrong_but_a_start_before_the_end_may_still_be_told()
    {
        var ended = Contracted.After(new TerminateContract(1, Day("2020-06-30"), Sealed("x"))).Until("2020-09-01");
        ended.When(Access).ThenRefused(new WrongPhase(PhaseName.Ended, Day("2020-09-01")));
        ended.When(Access with { EffectiveDate = Day("2020-07-01") }).ThenRefused(new WrongPhase(PhaseName.Ended, Day("2020-07-01")));
        ended.After(Access with { EffectiveDate = Day("2020-06-30") }).Line("1-y1-access-fixed").ShouldBe([109.59m, 82.19m, 27.40m]); // one day of 365
    }

    [Fact]
    public void A_term_that_has_run_out_is_the_same()
    {
        var ended = Contracted.Until("2025-03-01");
        ended.When(Access).ThenRefused(new WrongPhase(PhaseName.Ended, Day("2025-03-01")));
        ended.After(Access with { EffectiveDate = Day("2025-02-28") }).Line("1-y5-access-fixed").ShouldBe([109.59m, 82.19m, 27.40m]);
    }

    [Fact]
    public void Deployed_once_it_has_started_and_not_before()
    {
        Contracted.When(Deployed).ThenInvalidAt("/mission");
        var started = Contracted.After(Access).On("2020-05-01");
        started.When(Deployed with { EffectiveDate = Day("2020-03-09") }).ThenRefused(new OutOfOrder(Day("2020-03-09"), Day("2020-03-10")));
        started.When(Deployed with { EffectiveDate = Day("2020-01-14") }).ThenRefused(new WrongPhase(PhaseName.Negotiating, Day("2020-01-14")));
        var deployed = started.After(Deployed);
        deployed.When(Deployed).ThenNothing();
        deployed.When(Deployed with { EffectiveDate = Day("2020-04-01") }).ThenRefused(new AlreadyExists("1/Access"));
        started.Until("2025-03-01").When(Deployed).ThenRefused(new WrongPhase(PhaseName.Ended, Day("2025-03-01")));
    }
}
