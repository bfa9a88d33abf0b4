using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class appending_acts(PostgresFixture postgres)
{
    [EngineFact]
    public async Task a_grant_and_its_credit_are_stored_together_or_not_at_all()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await Sql.RunAsync(engine.OwnerConnectionString,
            "create function funding.refuse() returns trigger language plpgsql as $$ begin raise exception 'disk on fire' using errcode = '58030'; end $$; "
            + "create trigger refuse before insert on funding.dossiers for each row execute function funding.refuse()");

        await Should.ThrowAsync<PostgresException>(() => engine.TryAsync(cpts, ProjectPhase.Grant("fir-1", 45_000m), ProjectPhase.Ars));
        (await StreamsAsync(engine)).ShouldBe(["cpts 2/2", "fir-envelope-84-2024 1/1"]);
        (await engine.ScalarAsync<long>("select count(*) from funding.commands")).ShouldBe(3);

        await Sql.RunAsync(engine.OwnerConnectionString, "drop trigger refuse on funding.dossiers");
        await engine.DoAsync(cpts, ProjectPhase.Grant("fir-1", 45_000m), ProjectPhase.Ars);
        (await StreamsAsync(engine)).ShouldBe(["cpts 3/3", "fir-envelope-84-2024 2/2"]);
        (await engine.TypesAsync(StreamId.OfEnvelope("84", 2024))).ShouldBe(["envelope_notified", "credit_committed"]);
    }

    [EngineFact]
    public async Task two_writers_on_one_cpts_lose_nothing()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var other = await engine.JoinAsync(workers: false);
        var cpts = await engine.BeginAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 40).Select(i => (i % 2 == 0 ? engine : other).TryAsync(cpts, Rename($"CPTS {i}"), ProjectPhase.Ars)));

        answers.OfType<ActDone>().Select(done => done.Answer.Version).Order().ShouldBe(Enumerable.Range(3, 40).Select(version => (long)version));
        (await StreamsAsync(engine)).ShouldBe(["cpts 42/42"]);
    }

    [EngineFact]
    public async Task eight_hundred_acts_at_once_on_one_cpts_all_find_their_place()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 800).Select(i => engine.TryAsync(cpts, Rename($"CPTS {i}"), ProjectPhase.Ars)));

        answers.Count(answer => answer is ActDone).ShouldBe(800);
        (await StreamsAsync(engine)).ShouldBe(["cpts 802/802"]);
    }

    [EngineFact]
    public async Task acts_are_judged_on_what_another_host_stored_meanwhile()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var other = await engine.JoinAsync(workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("fir-1", 10_000m), ProjectPhase.Ars);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(i =>
            (i % 2 == 0 ? engine : other).TryAsync(cpts, new Certify("fir-1", $"c{i}", 1, Money.Euros(2_000m)), ProjectPhase.Ars)));

        outcomes.Count(outcome => outcome is ActDone).ShouldBe(5);
        outcomes.OfType<ActRefused>().Select(refused => refused.Rejection).Distinct().ShouldBe([new OverCertified(Money.Euros(2_000m), Money.Zero)]);
    }

    [EngineFact]
    public async Task of_two_equal_grants_at_once_one_is_stored_and_the_other_was_already_so()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var other = await engine.JoinAsync(workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        for (var round = 0; round < 5; round++)
        {
            var cpts = await engine.BeginAsync();
            await using var holder = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
            await holder.RunAsync("select 1 from funding.mt_streams where id = 'fir-envelope-84-2024' for no key update");
            var twice = new[] { engine.TryAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars), other.TryAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars) };
            await TestEngine.UntilAsync(() => WaitingAsync(engine), waiting => waiting == 2);
            await holder.RollbackAsync();

            var answers = (await Task.WhenAll(twice)).Select(outcome => outcome.ShouldBeOfType<ActDone>().Answer.Events.Count).Order();
            answers.ShouldBe([0, 1]);
            await engine.DoAsync(cpts, new CancelCommitment("g"), ProjectPhase.Ars);
        }
    }

    [EngineFact]
    public async Task as_many_acts_as_connections_do_not_block_each_other()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var narrow = await engine.JoinAsync(workers: false, by: it => new NpgsqlConnectionStringBuilder(it) { MaxPoolSize = 4, Timeout = 5 }.ConnectionString);

        var begun = await Task.WhenAll(Enumerable.Range(1, 60).Select(i => narrow.TryAsync(Guid.NewGuid(), ProjectPhase.Registration(Guid.NewGuid(), $"CPTS {i}"), ProjectPhase.Ars)));

        begun.Count(outcome => outcome is ActDone).ShouldBe(60);
    }

    [EngineFact]
    public async Task an_act_that_is_already_so_stores_nothing()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        var before = await CountsAsync(engine);

        (await engine.DoAsync(cpts, new AcceptLetterOfIntent(), ProjectPhase.Ars)).ShouldBe(new ActAnswer(200, cpts.ToString(), 2, PhaseName.Project, [], []));
        (await engine.DoAsync(cpts, ProjectPhase.Registration(cpts), ProjectPhase.Ars)).ShouldBe(new ActAnswer(200, cpts.ToString(), 2, PhaseName.Project, [], []));

        (await CountsAsync(engine)).ShouldBe(before);
    }

    [EngineFact]
    public async Task if_match_is_compared_with_the_version_before_what_was_due()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.MoveAsync("2024-06-01T08:00:00Z");

        (await engine.TryAsync(cpts, Rename("Autre"), ProjectPhase.Ars, ifMatch: 4)).ShouldBe(new ActRefused(new VersionMismatch(4, 3)));
        (await engine.TryAsync(cpts, Rename("Autre"), ProjectPhase.Ars, ifMatch: 3)).ShouldBe(
            new ActDone(new ActAnswer(200, cpts.ToString(), 5, PhaseName.Validated, ["cpts_renamed"], [])));
        (await engine.TypesAsync(StreamId.OfCpts(cpts))).ShouldBe(
            ["cpts_registered", "letter_of_intent_accepted", "health_project_submitted", "health_project_deemed_validated", "cpts_renamed"]);
    }

    [EngineFact]
    public async Task one_comment_on_several_changes_is_kept_once()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();

        var answer = await engine.DoAsync(cpts, sealer => Rename("Autre") with { Profile = "rural", Comment = sealer.Seal("à relire", "comment") }, ProjectPhase.Ars);

        answer.Events.ShouldBe(["cpts_renamed", "profile_changed"]);
        (await engine.ScalarAsync<long>("select count(*) from funding.sealed_keys")).ShouldBe(1);
    }

    [EngineFact]
    public async Task a_frozen_host_does_not_keep_an_envelope_for_ever()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        (await engine.ScalarAsync<string>("show idle_in_transaction_session_timeout")).ShouldBe("15s");
    }

    [EngineTheory]
    [InlineData("Host=x", 30)]
    [InlineData("Host=x;Maximum Pool Size=100", 100)]
    [InlineData("Host=x;MaxPoolSize=7", 7)]
    public void a_host_leaves_connections_to_others_unless_told_otherwise(string connectionString, int most)
        => new NpgsqlConnectionStringBuilder(Funding.Engine.Database.Tune(connectionString)).MaxPoolSize.ShouldBe(most);

    internal static ChangeCpts Rename(string name) => new(name, null, null, null, null, null, null, null);

    internal static Task<long> WaitingAsync(TestEngine engine) => Sql.AskAsync<long>(engine.Database.SuperuserConnectionString,
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");

    /// <summary>Each stream with its version and the number of its events.</summary>
    private static async Task<string[]> StreamsAsync(TestEngine engine) => await engine.ScalarAsync<string[]>(
        "select array_agg(regexp_replace(id, '^cpts-.*', 'cpts') || ' ' || version || '/' || (select count(*) from funding.mt_events where stream_id = s.id) order by id) from funding.mt_streams s");

    private static Task<long[]> CountsAsync(TestEngine engine) => engine.ScalarAsync<long[]>(
        "select array[(select count(*) from funding.mt_events), (select count(*) from funding.commands), (select count(*) from funding.idempotency), (select last_value from funding.mt_events_sequence)]");
}
