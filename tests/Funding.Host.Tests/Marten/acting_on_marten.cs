using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Engine.Storage;
using Funding.Host.Tests.Store;

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
    public async Task a_refusal_is_told_in_the_words_of_the_rules_and_leaves_nothing()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        Engines.Use("Marten");
        await using var marten = await engine.JoinAsync(workers: false);
        var cpts = await marten.BeginAsync();

        (await marten.TryAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars)).ShouldBe(new ActRefused(new EnvelopeMissing("84", 2024)));
        (await marten.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars, ifMatch: 1)).ShouldBe(new ActRefused(new VersionMismatch(1, 2)));

        (await marten.TypesAsync(StreamId.OfCpts(cpts))).ShouldBe(["cpts_registered", "letter_of_intent_accepted"]);
        (await marten.ScalarAsync<long>("select count(*) from funding.commands")).ShouldBe(2);
    }

    [Fact]
    public async Task the_same_key_used_at_once_has_one_effect_and_one_answer()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        Engines.Use("Marten");
        await using var marten = await engine.JoinAsync(workers: false);
        await marten.DoAsync(ProjectPhase.Envelope(60_000m), ProjectPhase.Admin);
        var cpts = await marten.BeginAsync();

        // Without an id each grant would be a new one, and the credit covers only one.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => marten.TryAsync(cpts, ProjectPhase.Grant(null, 45_000m), ProjectPhase.Ars, new Idempotency("k", "hash"))));

        var done = outcomes.Select(outcome => outcome.ShouldBeOfType<ActDone>()).ToList();
        done.Select(it => it.Answer).Distinct().ShouldHaveSingleItem().Version.ShouldBe(3);
        done.Count(it => !it.IsReplay).ShouldBe(1);
        (await marten.ScalarAsync<long>("select count(*) from funding.mt_events where type like '%tombstone%'")).ShouldBe(0);
    }

    [Fact]
    public async Task sixteen_awards_never_overspend_an_envelope()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        Engines.Use("Marten");
        await using var marten = await engine.JoinAsync(workers: false);
        await marten.DoAsync(ProjectPhase.Envelope(225_000m), ProjectPhase.Admin);
        var cpts = await Task.WhenAll(Enumerable.Range(1, 16).Select(i => marten.BeginAsync($"CPTS {i}")));

        var outcomes = await Task.WhenAll(cpts.Select(id => marten.TryAsync(id, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars)));

        outcomes.Count(outcome => outcome is ActDone).ShouldBe(5);
        outcomes.OfType<ActRefused>().Select(refused => refused.Rejection).ShouldBe(Enumerable.Repeat<Rejection>(new EnvelopeExceeded(Money.Euros(45_000m), Money.Zero), 11));
    }

    [Fact]
    public async Task acts_at_once_on_one_dossier_are_judged_again_and_lose_nothing()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        Engines.Use("Marten");
        await using var marten = await engine.JoinAsync(workers: false);
        var cpts = await marten.BeginAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => (i % 2 == 0 ? engine : marten).TryAsync(cpts, appending_acts.Rename($"CPTS {i}"), ProjectPhase.Ars)));

        outcomes.OfType<ActDone>().Select(done => done.Answer.Version).Order().ShouldBe(Enumerable.Range(3, 12).Select(version => (long)version));
    }

    [Fact]
    public async Task what_is_due_is_recorded_once_by_the_system()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        Engines.Use("Marten");
        await using var marten = await engine.JoinAsync(workers: false);
        var cpts = await marten.BeginAsync();
        await marten.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await marten.MoveAsync("2024-06-01T08:00:00Z");

        (await marten.RecordDueAsync(cpts)).ShouldBeTrue();
        (await marten.RecordDueAsync(cpts)).ShouldBeFalse();

        (await marten.ScalarAsync<string>("select headers ->> 'actor' from funding.mt_events where type = 'health_project_deemed_validated'")).ShouldBe(PersonId.System.ToString());
    }

    [Fact]
    public async Task the_same_contact_and_comment_are_already_so_though_they_are_sealed_anew()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        Engines.Use("Marten");
        await using var marten = await engine.JoinAsync(workers: false);
        var cpts = await marten.BeginAsync();
        async Task<ActAnswer> RefuseAsync() => await marten.DoAsync(cpts, sealer => new SubmitHealthProject { Comment = sealer.Seal("déposé à l'accueil", "comment") }, ProjectPhase.Ars);
        await RefuseAsync();

        (await RefuseAsync()).Events.ShouldBeEmpty();
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
