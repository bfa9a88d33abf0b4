using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Npgsql;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class acting_together(PostgresFixture postgres)
{
    [Fact]
    public async Task acts_that_wait_together_share_transactions()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = new List<Guid>();
        for (var i = 0; i < 24; i++) cpts.Add(await engine.BeginAsync($"CPTS {i}"));

        await AtOnceAsync(engine, cpts.Select(id => Started(() => engine.TryAsync(id, appending_acts.Rename("Autre"), ProjectPhase.Ars))));

        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events where type = 'cpts_renamed'")).ShouldBe(24);
        (await engine.ScalarAsync<long>("select count(distinct xmin::text) from funding.mt_events where type = 'cpts_renamed'")).ShouldBeLessThan(8);
    }

    [Fact]
    public async Task each_is_judged_on_what_those_before_it_leave_and_refused_on_its_own()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(100_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();

        var outcomes = await AtOnceAsync(engine,
            Started(() => engine.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars)),
            Started(() => engine.TryAsync(cpts, ProjectPhase.Grant("a", 45_000m), ProjectPhase.Ars)),
            Started(() => engine.TryAsync(cpts, ProjectPhase.Grant("b", 60_000m), ProjectPhase.Ars)),
            Started(() => engine.TryAsync(cpts, new Certify("a", "c1", 1, Money.Euros(45_000m)), ProjectPhase.Ars)),
            Started(() => engine.TryAsync(cpts, ProjectPhase.Grant("a", 45_000m), ProjectPhase.Ars)));

        outcomes.Select(Told).ShouldBe(["3 cpts_renamed", "4 fir_grant_awarded", "envelope-exceeded", "5 service_certified", "5 "]);
        (await engine.TypesAsync("fir-envelope-84-2024")).ShouldBe(["envelope_notified", "credit_committed"]);
        (await engine.ScalarAsync<long>("select version from funding.dossiers")).ShouldBe(5);
        (await engine.ScalarAsync<long>("select count(distinct xmin::text) from funding.mt_events where type in ('fir_grant_awarded', 'service_certified')")).ShouldBe(1);
    }

    [Fact]
    public async Task an_act_that_cannot_be_stored_fails_alone_and_a_refusal_that_rested_on_it_is_judged_again()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await Sql.RunAsync(engine.OwnerConnectionString,
            "create function funding.refuse() returns trigger language plpgsql as $$ begin raise exception 'disk on fire' using errcode = '58030'; end $$; "
            + "create trigger refuse before insert on funding.mt_events for each row when (new.data -> 'commitment' ->> 'id' = 'a') execute function funding.refuse()");

        var outcomes = await AtOnceAsync(engine,
            Started(() => engine.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars)),
            Started(async () => (await Should.ThrowAsync<PostgresException>(() => engine.TryAsync(cpts, ProjectPhase.Grant("a", 45_000m), ProjectPhase.Ars))).SqlState is "58030" ? new ActRefused(new InProgress()) : throw new InvalidOperationException()),
            Started(() => engine.TryAsync(cpts, ProjectPhase.Grant("b", 45_000m), ProjectPhase.Ars)));

        outcomes.Select(Told).ShouldBe(["3 cpts_renamed", "in-progress", "4 fir_grant_awarded"]);
        (await engine.TypesAsync("fir-envelope-84-2024")).ShouldBe(["envelope_notified", "credit_committed"]);
    }

    [Fact]
    public async Task an_act_that_another_host_overtook_keeps_none_of_the_others()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var other = await engine.JoinAsync(workers: false);
        var cpts = new List<Guid>();
        for (var i = 0; i < 12; i++) cpts.Add(await engine.BeginAsync($"CPTS {i}"));

        var outcomes = await AtOnceAsync(engine, cpts.SelectMany(id => new[]
        {
            Started(() => engine.TryAsync(id, appending_acts.Rename("Une"), ProjectPhase.Ars)), Started(() => other.TryAsync(id, appending_acts.Rename("Autre"), ProjectPhase.Ars)),
        }));

        outcomes.Select(Told).Order().ShouldBe(Enumerable.Repeat("3 cpts_renamed", 12).Concat(Enumerable.Repeat("4 cpts_renamed", 12)));
    }

    [Fact]
    public async Task who_holds_an_envelope_keeps_only_the_acts_that_need_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await using var holder = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await holder.RunAsync("select 1 from funding.mt_streams where id = 'fir-envelope-84-2024' for no key update");

        var grant = engine.TryAsync(cpts, ProjectPhase.Grant("a", 45_000m), ProjectPhase.Ars);
        var rename = await engine.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars).WaitAsync(TimeSpan.FromSeconds(10));

        Told(rename).ShouldBe("3 cpts_renamed");
        grant.IsCompleted.ShouldBeFalse();
        await holder.RollbackAsync();
        Told(await grant).ShouldBe("4 fir_grant_awarded");
    }

    [Fact]
    public async Task a_dossier_lately_read_is_judged_with_what_others_appended_since()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var other = await engine.JoinAsync(workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(90_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("a", 45_000m), ProjectPhase.Ars);

        (await other.DoAsync(cpts, new Certify("a", "c1", 1, Money.Euros(40_000m)), ProjectPhase.Ars)).Version.ShouldBe(4);

        (await engine.TryAsync(cpts, new Certify("a", "c2", 1, Money.Euros(5_000.01m)), ProjectPhase.Ars)).ShouldBe(
            new ActRefused(new OverCertified(Money.Euros(5_000.01m), Money.Euros(5_000m))));
    }

    /// <summary>Starts acts while nobody can append, so that all but the first wait, then lets them go.</summary>
    private static async Task<ActOutcome[]> AtOnceAsync(TestEngine engine, params IEnumerable<Func<Task<ActOutcome>>> acts)
    {
        await using var alone = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await alone.RunAsync("select pg_advisory_xact_lock(funding.append_lock())");
        var started = new List<Task<ActOutcome>>();
        foreach (var act in acts)
        {
            started.Add(act());
            if (started.Count == 1) await TestEngine.UntilAsync(() => engine.ScalarAsync<bool>("select exists (select from pg_locks where locktype = 'advisory' and not granted)"), waits => waits);
        }

        await alone.RollbackAsync();
        return await Task.WhenAll(started);
    }

    private static Func<Task<ActOutcome>> Started(Func<Task<ActOutcome>> act) => act;

    private static string Told(ActOutcome outcome) => outcome switch
    {
        ActDone done => $"{done.Answer.Version} {string.Join(',', done.Answer.Events)}",
        ActRefused refused => refused.Rejection.Slug,
        _ => throw new InvalidOperationException(),
    };
}
