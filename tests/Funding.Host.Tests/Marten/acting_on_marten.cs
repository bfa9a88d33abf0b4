using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Acting;
using Funding.Host.Tests.Ledger;
using Funding.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Funding.Host.Tests.Marten;

/// <summary>Store. The way of an act over Wolverine's bus into Marten's session and back; the rules themselves are the built-in engine's.</summary>
[Collection(PostgresTests.Name)]
public sealed class acting_on_marten(PostgresFixture postgres)
{
    private static readonly Guid Cpts = new("0190a6a0-0000-7000-8000-000000000001");

    [Fact]
    public async Task an_act_leaves_what_it_leaves_on_the_built_in_engine()
    {
        await using var ours = await TestEngine.StartAsync(postgres);
        Engines.Use("Marten");
        await using var marten = await TestEngine.StartAsync(postgres);

        foreach (var engine in new[] { ours, marten }) await StoryAsync(engine);

        await ours.SettleAsync();
        await marten.SettleAsync();
        await TestEngine.UntilAsync(() => marten.ScalarAsync<long>("select count(*) from funding.outbox"), rows => rows == 2);
        foreach (var rows in new[]
        {
            "select array_agg(concat_ws(' ', kind, cents) order by position) from funding.entries",
            "select array_agg(concat_ws(' ', stream_id, version, type, mt_dotnet_type, timestamp, headers, correlation_id is null, causation_id is null, regexp_replace(data::text, 's1[.][^\"]+', 's1')) order by seq_id) from funding.mt_events",
            "select array_agg(concat_ws(' ', version, region, department, name, search, phase, phase_since, population, communes, synthetic, totals, created_at, next_due_at)) from funding.dossiers",
            "select array_agg(concat_ws(' ', kind, region, cpts_id, recorded_at, department, roles, data) order by id) from funding.outbox",
            "select array_agg(concat_ws(' ', recorded_at, claimed) order by recorded_at) from funding.commands",
            "select array_agg(concat_ws(' ', stream_id, field, length(key)) order by field) from funding.sealed_keys",
            "select array_agg(concat_ws(' ', key, request_hash, recorded_at, answer)) from funding.idempotency",
        }) (await marten.ScalarAsync<string[]>(rows)).ShouldBe(await ours.ScalarAsync<string[]>(rows));
    }

    [Fact]
    public async Task a_key_used_at_once_on_several_dossiers_is_good_for_one_and_the_others_draw_no_number()
    {
        Engines.Use("Marten");
        await using var marten = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => marten.BeginAsync($"CPTS {i}")));

        var outcomes = await Task.WhenAll(cpts.Select(id => marten.TryAsync(id, appending_acts.Rename("Autre"), ProjectPhase.Ars, new Idempotency("k", $"hash of {id}"))));

        outcomes.Count(outcome => outcome is ActDone).ShouldBe(1);
        outcomes.OfType<ActRefused>().ShouldBe(Enumerable.Repeat(new ActRefused(new IdempotencyKeyReused()), 7));
        (await marten.ScalarAsync<string>("select max(seq_id) || ' of ' || (select last_value from funding.mt_events_sequence) from funding.mt_events")).ShouldBe("17 of 17");
    }

    [Fact]
    public async Task the_same_comment_is_already_so_though_it_is_sealed_anew()
    {
        Engines.Use("Marten");
        await using var marten = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await marten.BeginAsync();
        async Task<ActAnswer> SubmitAsync() => await marten.DoAsync(cpts, sealer => new SubmitHealthProject { Comment = sealer.Seal("déposé à l'accueil", "comment") }, ProjectPhase.Ars);
        await SubmitAsync();

        (await SubmitAsync()).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task an_act_waits_for_whoever_is_alone_with_the_log_and_draws_no_number_meanwhile()
    {
        Engines.Use("Marten");
        await using var marten = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await marten.BeginAsync();
        await using var alone = await Writer.BeginAsync(marten.Database.RuntimeConnectionString);
        await alone.RunAsync("select pg_advisory_xact_lock(funding.append_lock())");

        var acting = marten.DoAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars);
        await TestEngine.UntilAsync(() => marten.ScalarAsync<bool>("select exists (select from pg_locks where locktype = 'advisory' and not granted)"), waits => waits);
        (await marten.ScalarAsync<long>("select last_value from funding.mt_events_sequence")).ShouldBe(2);
        await alone.RollbackAsync();

        (await acting).Version.ShouldBe(3);
    }

    [Fact]
    public async Task what_marten_notes_of_an_act_that_failed_is_sealed_like_the_rest_and_the_log_is_intact()
    {
        Engines.Use("Marten");
        await using var log = await SealedLog.StartAsync(postgres);
        var cpts = await log.Engine.BeginAsync();
        await log.AsSuperuserAsync(
            "create function funding.refuse() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '23514'; end $$; "
            + "create trigger refuse before insert on funding.dossiers for each row execute function funding.refuse()");

        (await Should.ThrowAsync<PostgresException>(() => log.Engine.DoAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars))).SqlState.ShouldBe("23514");

        await TestEngine.UntilAsync(() => log.Engine.ScalarAsync<long>("select count(*) from funding.mt_events where stream_id = 'mt_tombstone' and type = 'tombstone'"), notes => notes == 1);
        await log.SealingAsync(log.SealedAsync);
        (await log.VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task tries_that_were_lost_or_failed_are_no_errors_in_the_log_and_name_nobody_there()
    {
        Engines.Use("Marten");
        await using var marten = await TestEngine.StartAsync(postgres, workers: false);
        var lines = new LogLines();
        await using var other = await marten.JoinAsync(services => services.AddLogging(logging => logging.AddProvider(lines)));
        var cpts = await marten.BeginAsync();

        await Task.WhenAll(Enumerable.Range(1, 12).Select(i => (i % 2 == 0 ? marten : other).DoAsync(cpts, appending_acts.Rename($"Camille Lenoir {i}"), ProjectPhase.Ars)));
        await Sql.RunAsync(marten.OwnerConnectionString, "alter table funding.dossiers add constraint never check (name <> 'Camille Lenoir') not valid");
        await Should.ThrowAsync<PostgresException>(() => other.DoAsync(cpts, appending_acts.Rename("Camille Lenoir"), ProjectPhase.Ars));

        lines.All.Where(line => line.Contains("Lenoir", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal)).ShouldBeEmpty("who asked is told, and tells");
    }

    private static async Task StoryAsync(TestEngine engine)
    {
        await engine.DoAsync(ProjectPhase.Envelope(50_000m), ProjectPhase.Admin);
        await engine.DoAsync(Cpts, sealer => ProjectPhase.Registration(Cpts) with { Contact = sealer.Seal("Camille Lenoir", "contact") }, ProjectPhase.Ars);
        await engine.MoveAsync("2024-02-02T08:00:00Z");
        await engine.DoAsync(Cpts, sealer => new AcceptLetterOfIntent { Comment = sealer.Seal("avis favorable", "comment") }, ProjectPhase.Ars);
        await engine.TryAsync(Cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars, new Idempotency("k", "hash"));
        await engine.DoAsync(Cpts, new Certify("g", "c", 1, Money.Euros(45_000m)), ProjectPhase.Ars);
    }
}
