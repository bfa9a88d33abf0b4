using Funding.Engine;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Marten;

/// <summary>Store. Marten's views are worked out again with the shared ones.</summary>
[Collection(PostgresTests.Name)]
public sealed class marten_views_rebuilt(PostgresFixture postgres)
{
    private const string Damage =
        """
        update funding_marten.mt_doc_dossierline set data = jsonb_set(data, '{phase}', '"Refused"');
        delete from funding_marten.mt_doc_regionfinancing
        """;

    [Fact]
    public async Task damaged_ones_are_mended_under_the_daemon_of_another_host_and_acts()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        await engine.LoadAsync(30);
        await Sql.RunAsync(engine.Database.SuperuserConnectionString, Damage);
        await using var verb = await engine.JoinAsync("Marten", workers: false);
        var cpts = await engine.BeginAsync();

        var acting = Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++) await engine.DoAsync(cpts, appending_acts.Rename($"Val {i}"), ProjectPhase.Ars);
        });
        foreach (var view in verb.Get<IRebuilds>().Views) (await verb.RebuildAsync(view)).Swapped.ShouldBeTrue();
        await acting;

        await engine.CatchUpAsync();
        await engine.ShouldAgreeAsync();
    }

    [Theory]
    [InlineData("service_certified", "{}")]
    [InlineData("cpts_renamed", """{"effectiveDate":"not a day","name":"x"}""")]
    public async Task an_event_that_makes_no_sense_is_passed_by(string type, string data)
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfCpts(await engine.BeginAsync()), type, data);
        await engine.BeginAsync("Saine");
        await engine.SettleAsync();
        await engine.CatchUpAsync();
        await Sql.RunAsync(engine.Database.SuperuserConnectionString, Damage);

        foreach (var view in engine.Get<IRebuilds>().Views) await engine.RebuildAsync(view);

        await engine.CatchUpAsync();
        await engine.ShouldAgreeAsync();
    }

    [Fact]
    public async Task who_only_verifies_touches_nothing()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        await engine.BeginAsync();
        await engine.SettleAsync();
        await engine.CatchUpAsync();
        await Sql.RunAsync(engine.Database.SuperuserConnectionString, Damage);

        foreach (var view in engine.Get<IRebuilds>().Views) (await engine.RebuildAsync(view, RebuildEnd.Verify)).Swapped.ShouldBeFalse();

        (await engine.ScalarAsync<string>("select data ->> 'phase' from funding_marten.mt_doc_dossierline")).ShouldBe("Refused");
    }

    [Fact]
    public async Task no_question_is_answered_with_less_while_they_are_worked_out()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        await engine.LoadAsync(30);
        await using var verb = await engine.JoinAsync("Marten", workers: false);
        var (dossiers, regions) = (engine.Get<IDossiers>(), engine.Get<IRegions>());
        var (before, money) = (await ListAsync(), await TotalAsync());

        var rebuilding = Task.Run(async () =>
        {
            for (var i = 0; i < 3; i++) foreach (var view in verb.Get<IRebuilds>().Views) await verb.RebuildAsync(view);
        });
        var asked = 0;
        for (; !rebuilding.IsCompleted || asked < 5; asked++) (await ListAsync(), await TotalAsync()).ShouldBe((before, money), $"question {asked}");
        await rebuilding;

        async Task<string> ListAsync() => string.Join(' ', (await dossiers.ListAsync(new DossierQuery(), Moment.Now, new PageRequest(50), CancellationToken.None)).Items.Select(line => $"{line.Id} {line.Total}"));

        async Task<Totals> TotalAsync() => (await regions.NationAsync(new FinancingQuery(null, null, null, Moment.Now), CancellationToken.None)).Nation.Total;
    }
}
