using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Acting;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Marten;

/// <summary>Store. What is to be told leaves through Wolverine's outbox in the transaction of its act, and comes once, whatever happens on the way.</summary>
[Collection(PostgresTests.Name)]
public sealed class telling_on_marten(PostgresFixture postgres)
{
    private const string Told = "select array_agg(o.kind || ' ' || coalesce(e.type, 'of nothing') order by o.id) from funding.outbox o left join funding.mt_events e on e.id = o.event_id";
    private const string Waiting = "select count(*) from funding_wolverine.wolverine_incoming_envelopes where status <> 'Handled'";

    [Fact]
    public async Task a_hot_dossier_tells_what_was_stored_and_nothing_of_the_tries_that_were_lost()
    {
        Engines.Use("Marten");
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await PaidAsync(engine);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 24).Select(i => engine.TryAsync(cpts, Recovery(i), ProjectPhase.Ars)));

        var done = outcomes.Count(outcome => outcome is ActDone);
        done.ShouldBeGreaterThan(1);
        await HandledAsync(engine);
        (await engine.ScalarAsync<string[]>(Told)).ShouldBe(["fir-grant-awarded fir_grant_awarded", .. Enumerable.Repeat("recovery-ordered recovery_ordered", done)]);
    }

    [Fact]
    public async Task an_act_whose_commit_was_not_seen_is_done_and_told_once()
    {
        Engines.Use("Marten");
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await using var far = await engine.JoinAsync(workers: false, proxy.By);
        var cpts = await engine.BeginAsync();
        await HandledAsync(engine);
        proxy.CutAt("COMMIT", deliver: true);

        (await far.TryAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars)).ShouldBeOfType<ActDone>().Answer.Version.ShouldBe(3);

        proxy.Cuts.ShouldBe(1);
        await TestEngine.UntilAsync(() => engine.ScalarAsync<long>("select count(*) from funding.outbox"), rows => rows > 0);
        (await engine.ScalarAsync<string[]>(Told)).ShouldBe(["health-project-submitted health_project_submitted"]);
        (await engine.TypesAsync($"cpts-{cpts}")).ShouldBe(["cpts_registered", "letter_of_intent_accepted", "health_project_submitted"]);
    }

    [Fact]
    public async Task what_a_host_could_not_tell_any_more_is_told_by_the_next()
    {
        Engines.Use("Marten");
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Sql.RunAsync(engine.OwnerConnectionString,
            "create function funding.refuse() returns trigger language plpgsql as $$ begin raise exception 'disk on fire' using errcode = '58030'; end $$; "
            + "create trigger refuse before insert on funding.outbox for each row execute function funding.refuse()");
        await using (var first = await engine.JoinAsync(workers: false))
        {
            var cpts = await first.BeginAsync();
            await first.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        }

        (await engine.ScalarAsync<long>(Waiting)).ShouldBe(1);
        await Sql.RunAsync(engine.OwnerConnectionString, "drop trigger refuse on funding.outbox");

        await TestEngine.UntilAsync(() => engine.ScalarAsync<long>(Waiting), waiting => waiting == 0, seconds: 60);
        (await engine.ScalarAsync<string[]>(Told)).ShouldBe(["health-project-submitted health_project_submitted"]);
    }

    private static Func<ISealer, CptsCommand> Recovery(int number) => sealer => new OrderRecovery("g", $"r{number}", Money.Euros(1m), sealer.Seal("indu", "reason"));

    private static Task<long> HandledAsync(TestEngine engine) => TestEngine.UntilAsync(() => engine.ScalarAsync<long>(Waiting), waiting => waiting == 0, seconds: 30);

    /// <summary>A CPTS whose grant was paid.</summary>
    private static async Task<Guid> PaidAsync(TestEngine engine)
    {
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new Certify("g", "c", 1, Money.Euros(45_000m)), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new Pay("g", 1, Money.Euros(45_000m), "VIR-1"), ProjectPhase.ArsPay);
        return cpts;
    }
}
