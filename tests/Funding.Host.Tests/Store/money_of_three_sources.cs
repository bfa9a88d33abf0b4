using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class money_of_three_sources(PostgresFixture postgres)
{
    private static readonly Sequence<InstalmentPlan> Plans = [new(new(2024, 6, 1), Money.Euros(10_000m))];
    private static readonly Caller Am = TestEngine.Caller(Role.AmOfficer, "f.durand");

    [EngineFact]
    public async Task each_grant_counts_under_its_source_and_only_fir_draws_on_the_envelope()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await GrantedAsync(engine);
        await engine.SettleAsync();

        var region = await engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(2024, null, null, Moment.Now), CancellationToken.None);
        region.Sources.ToDictionary(source => source.Key, source => source.Value.Committed).ShouldBe(new Dictionary<FundingSource, Money>
        {
            [FundingSource.Fir] = Money.Euros(45_000m), [FundingSource.Aci] = Money.Euros(10_000m), [FundingSource.Transformation] = Money.Euros(10_000m),
        }, ignoreOrder: true);
        region.Total.Committed.ShouldBe(Money.Euros(65_000m));
        (await engine.Get<IRegions>().EnvelopesAsync("84", 2024, Moment.Now, CancellationToken.None)).Single().Figures.Committed.ShouldBe(Money.Euros(45_000m));
        var dossier = await engine.Get<IDossiers>().FindAsync(cpts, Moment.Now, CancellationToken.None);
        dossier!.State.Commitments.Values.Total(commitment => commitment.Committed).ShouldBe(Money.Euros(65_000m));
    }

    [EngineFact]
    public async Task nobody_is_told_of_a_grant_that_is_not_of_the_fir()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await GrantedAsync(engine);

        (await engine.ScalarAsync<string[]>("select array_agg(distinct data ->> 'commitmentId') from funding.outbox where data ? 'commitmentId'")).ShouldBe(["fir"]);
    }

    [EngineFact]
    public async Task a_grant_whose_answer_was_lost_is_found_again_under_its_id()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await GrantedAsync(engine);

        (await engine.DoAsync(cpts, Transformation, ProjectPhase.Ars)).Events.ShouldBeEmpty();
        (await engine.DoAsync(cpts, OneOff, Am)).Events.ShouldBeEmpty();
    }

    private static AwardTransformationGrant Transformation => new("tr", 2024, Money.Euros(10_000m), "Outils communs", CostCategory.DigitalTools, "CONV-1", new DateOnly(2024, 2, 1), Plans);

    private static GrantAciOneOff OneOff => new("aide", 2024, Money.Euros(10_000m), "Aide au démarrage", "ACI, article 4.2", Plans);

    private static async Task<Guid> GrantedAsync(TestEngine engine)
    {
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("fir", 45_000m), ProjectPhase.Ars);
        (await engine.DoAsync(cpts, Transformation, ProjectPhase.Ars)).Events.ShouldBe(["transformation_grant_awarded"]);
        (await engine.DoAsync(cpts, OneOff, Am)).Events.ShouldBe(["aci_one_off_granted"]);
        return cpts;
    }
}
