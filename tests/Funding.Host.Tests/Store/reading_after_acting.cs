using Funding.Domain;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class reading_after_acting(PostgresFixture postgres)
{
    private static readonly DateOnly Today = new(2024, 2, 1);

    [EngineFact]
    public async Task who_acts_and_then_asks_finds_the_act_in_every_view()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.DoAsync(ProjectPhase.Envelope(1_000m), ProjectPhase.Admin);
        var id = await engine.BeginAsync();
        var none = CancellationToken.None;

        for (var i = 1; i <= 5; i++)
        {
            await engine.DoAsync(id, ProjectPhase.Grant($"fir-{i}", 10m), ProjectPhase.Ars);
            var region = await engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(2024, null, null, Moment.Now), none);
            (region.Total.Committed, region.Envelope!.Available).ShouldBe((Money.Euros(10m * i), Money.Euros(1_000m - (10m * i))));

            await engine.DoAsync(id, ProjectPhase.Grant($"fir-{i}b", 0.01m), ProjectPhase.Ars);
            var entries = await engine.Get<IAudit>().EntriesAsync(new EntryQuery(null, null, null, null, null, null, null, id, Moment.Now), new PageRequest(50), none);
            entries.Items[0].CommitmentId.ShouldBe($"fir-{i}b");

            await engine.DoAsync(id, new Domain.Cpts.CancelCommitment($"fir-{i}b"), ProjectPhase.Ars);
            var list = await engine.Get<IDossiers>().ListAsync(new DossierQuery(), new Moment(EffectiveOn: Today), new PageRequest(50), none);
            list.Items.Single().Total.Committed.ShouldBe(Money.Euros(10m * i));
        }
    }
}
