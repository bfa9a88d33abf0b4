using Funding.Domain.Cpts;
using Funding.Engine.Storage;

namespace Funding.Host.Tests.Store;

/// <summary>How an append stands beside another on the same stream.</summary>
[Collection(PostgresTests.Name)]
public sealed class concurrent_appends(PostgresFixture postgres)
{
    [Fact]
    public async Task a_stale_version_is_noticed_before_a_number_is_drawn()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await using var far = await engine.JoinAsync(workers: false, proxy.By);
        var cpts = await engine.BeginAsync();
        // Between its decision and its append somebody else acts.
        proxy.CallAt("funding.append", () => engine.DoAsync(cpts, appending_acts.Rename("Première"), ProjectPhase.Ars).GetAwaiter().GetResult());

        (await far.DoAsync(cpts, appending_acts.Rename("Seconde"), ProjectPhase.Ars)).Version.ShouldBe(4);

        (await engine.ScalarAsync<string>("select max(seq_id) || ' of ' || (select last_value from funding.mt_events_sequence) from funding.mt_events")).ShouldBe("4 of 4");
    }

    [EngineFact]
    public async Task who_comes_second_at_a_version_is_decided_again_on_what_the_first_wrote()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        await using var first = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await first.AppendAsync(StreamId.OfCpts(cpts), "health_project_submitted", """{"deemedValidatedOn":"2024-04-02","effectiveDate":"2024-02-01"}""");
        var second = engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await TestEngine.UntilAsync(() => appending_acts.WaitingAsync(engine), waiting => waiting == 1);
        await first.CommitAsync();

        (await second).Events.ShouldBeEmpty("the first has already submitted it");
        (await engine.TypesAsync(StreamId.OfCpts(cpts))).ShouldBe(["cpts_registered", "letter_of_intent_accepted", "health_project_submitted"]);
    }

    [Fact]
    public async Task all_that_an_act_leaves_is_sent_before_the_server_says_anything()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await using var far = await engine.JoinAsync(workers: false, proxy.By);
        var cpts = await engine.BeginAsync();

        await far.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars, new Funding.Engine.Acting.Idempotency("k", "hash"));

        var breath = proxy.Breaths.Where(text => text.Contains("funding.append", StringComparison.Ordinal)).ShouldHaveSingleItem();
        foreach (var table in new[] { "funding.commands", "funding.idempotency", "funding.dossiers" }) breath.ShouldContain(table);
    }
}
