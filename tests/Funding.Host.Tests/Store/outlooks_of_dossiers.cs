using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class outlooks_of_dossiers(PostgresFixture postgres)
{
    [EngineFact]
    public async Task an_act_changes_what_is_to_come_at_once_and_the_past_keeps_its_own()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2020-03-01T08:00:00Z");
        var cpts = await engine.BeginAsync();
        await engine.SignAsync(cpts, new(2020, 3, 1));
        var before = await engine.Clock.NowAsync(CancellationToken.None);
        (await MissionsAsync(engine, Moment.Now)).ShouldBe([Mission.Access, Mission.Pathways, Mission.Prevention]);

        await engine.MoveAsync("2020-03-02T08:00:00Z");
        await engine.DoAsync(cpts, new StartMission(1, Mission.Access), ContractPhase.Am);

        (await MissionsAsync(engine, Moment.Now)).ShouldBe([Mission.Pathways, Mission.Prevention]);
        (await MissionsAsync(engine, new Moment(before))).ShouldBe([Mission.Access, Mission.Pathways, Mission.Prevention]);
        (await MissionsAsync(engine, new Moment(null, new(2020, 3, 1)))).ShouldBe([Mission.Access, Mission.Pathways, Mission.Prevention]);
    }

    [EngineFact]
    public async Task the_forecast_is_what_is_signed_by_the_month_in_which_it_falls_due()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2020-03-01T08:00:00Z");
        var cpts = await engine.BeginAsync();
        await engine.SignAsync(cpts, new(2020, 3, 1));
        await engine.DoAsync(cpts, new StartMission(1, Mission.Access), ContractPhase.Am);

        var outlook = (await engine.Get<IOutlooks>().ReadAsync(new DossierQuery("84"), Moment.Now, CancellationToken.None)).ShouldHaveSingleItem();
        var forecast = Forecast.Of(outlook.Payables, new(2020, 3, 1));

        // Signed: the functioning whole and the advance of access now; then each March a balance and an advance of both.
        forecast.ByMonth.Where(month => month.Total.IsPositive).Select(month => (month.Month, month.Owed[FundingSource.Aci].ToEuros(), month.VariableAtMost.ToEuros())).ShouldBe(
        [
            (new(2020, 3, 1), 90_000m, 0m), (new(2021, 3, 1), 85_000m, 30_000m), (new(2022, 3, 1), 100_000m, 30_000m),
        ]);
        (forecast.Overdue.Total, forecast.Later.Total, forecast.Later.VariableAtMost).ShouldBe((Money.Zero, Money.Euros(225_000m), Money.Euros(90_000m)));
        outlook.Payables.Where(it => it.Certainty != PayableCertainty.VariableAtMost).Total(it => it.Amount).ShouldBe(Money.Euros((5 * 60_000m) + (5 * 40_000m)));
    }

    [EngineFact]
    public void what_waits_for_the_assessment_of_a_year_that_is_over_counts_in_the_present_month_and_is_not_overdue()
    {
        Payable late = new(new(2020, 2, 29), FundingSource.Aci, Money.Euros(5), PayableCertainty.Committed, "aci-1-y1-functioning");
        var forecast = Forecast.Of([late, late with { Amount = Money.Euros(10), AwaitsAssessment = true }, late with { Amount = Money.Euros(20), Certainty = PayableCertainty.VariableAtMost, AwaitsAssessment = true }], new(2020, 3, 10));
        (forecast.Overdue.Total, forecast.Overdue.VariableAtMost).ShouldBe((Money.Euros(5), Money.Zero));
        (forecast.ByMonth[0].Total, forecast.ByMonth[0].VariableAtMost).ShouldBe((Money.Euros(10), Money.Euros(20)));
    }

    [EngineFact]
    public async Task a_department_sees_its_own_dossiers_alone()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2020-03-01T08:00:00Z");
        await engine.SignAsync(await engine.BeginAsync(), new(2020, 3, 1));

        (await engine.Get<IOutlooks>().ReadAsync(new DossierQuery("84", ["69"]), Moment.Now, CancellationToken.None)).Count.ShouldBe(1);
        (await engine.Get<IOutlooks>().ReadAsync(new DossierQuery("84", ["38"]), Moment.Now, CancellationToken.None)).ShouldBeEmpty();
        (await engine.Get<IOutlooks>().ReadAsync(new DossierQuery("94"), Moment.Now, CancellationToken.None)).ShouldBeEmpty();
    }

    private static async Task<IEnumerable<Mission>> MissionsAsync(TestEngine engine, Moment moment)
        => from outlook in await engine.Get<IOutlooks>().ReadAsync(new DossierQuery("84"), moment, CancellationToken.None)
           from deadline in outlook.Deadlines
           where deadline.Kind == DeadlineKind.MissionStart
           orderby deadline.Mission
           select deadline.Mission!.Value;
}
