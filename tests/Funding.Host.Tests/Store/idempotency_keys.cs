using Funding.Domain.Cpts;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class idempotency_keys(PostgresFixture postgres)
{
    private static readonly Idempotency Key = new("k1", "hash-1");

    [EngineFact]
    public async Task the_same_key_used_many_times_at_once_has_one_effect_and_one_answer()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var other = await engine.JoinAsync(workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(60_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();

        // Without an id each grant would be a new one, and the credit covers only one.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? engine : other).TryAsync(cpts, ProjectPhase.Grant(null, 45_000m), ProjectPhase.Ars, Key)));

        var done = outcomes.Select(outcome => outcome.ShouldBeOfType<ActDone>()).ToList();
        done.Select(it => it.Answer).Distinct().ShouldHaveSingleItem().Version.ShouldBe(3);
        done.Count(it => !it.IsReplay).ShouldBe(1);
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events where type = 'fir_grant_awarded'")).ShouldBe(1);
    }

    [EngineFact]
    public async Task the_same_key_on_an_envelope_has_one_effect()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var other = await engine.JoinAsync(workers: false);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? engine : other).TryAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin, Key)));

        var done = outcomes.Select(outcome => outcome.ShouldBeOfType<ActDone>()).ToList();
        done.Select(it => it.Answer).Distinct().ShouldBe([new ActAnswer(200, "84/2024", 1, null, ["envelope_notified"], [])]);
        done.Count(it => !it.IsReplay).ShouldBe(1);
    }

    [EngineFact]
    public async Task a_key_used_for_something_else_is_refused()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        await engine.TryAsync(cpts, appending_acts.Rename("Un"), ProjectPhase.Ars, Key);

        (await engine.TryAsync(cpts, appending_acts.Rename("Deux"), ProjectPhase.Ars, Key with { RequestHash = "hash-2" })).ShouldBe(new ActRefused(new IdempotencyKeyReused()));
        (await engine.TryAsync(cpts, appending_acts.Rename("Deux"), ProjectPhase.Ars2, Key with { RequestHash = "hash-2" })).ShouldBeOfType<ActDone>();
    }

    [EngineFact]
    public async Task a_refusal_is_not_kept_under_the_key()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        (await engine.TryAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars, Key)).ShouldBe(new ActRefused(new EnvelopeMissing("84", 2024)));
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);

        (await engine.TryAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars, Key)).ShouldBe(
            new ActDone(new ActAnswer(200, cpts.ToString(), 3, PhaseName.Project, ["fir_grant_awarded"], [new Created("commitment", "g")])));
    }

    [EngineFact]
    public async Task the_answer_stays_the_same_after_the_dossier_moved_on()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var id = Guid.NewGuid();
        var first = (await engine.TryAsync(id, ProjectPhase.Registration(id), ProjectPhase.Ars, Key)).ShouldBeOfType<ActDone>();
        first.ShouldBe(new ActDone(new ActAnswer(201, id.ToString(), 1, PhaseName.Intention, ["cpts_registered"], [new Created("cpts", id.ToString())])));
        await engine.DoAsync(id, new AcceptLetterOfIntent(), ProjectPhase.Ars);
        await engine.DoAsync(id, appending_acts.Rename("Autre"), ProjectPhase.Ars);

        (await engine.TryAsync(id, ProjectPhase.Registration(id), ProjectPhase.Ars, Key, ifMatch: 1)).ShouldBe(first with { IsReplay = true });
    }

    [EngineFact]
    public async Task an_act_that_is_already_so_keeps_its_key_and_records_what_is_due()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.MoveAsync("2024-06-01T08:00:00Z");

        var answer = new ActDone(new ActAnswer(200, cpts.ToString(), 4, PhaseName.Validated, [], []));
        (await engine.TryAsync(cpts, new ValidateHealthProject(), ProjectPhase.Ars, Key)).ShouldBe(answer);
        (await engine.TryAsync(cpts, new ValidateHealthProject(), ProjectPhase.Ars, Key)).ShouldBe(answer with { IsReplay = true });

        (await engine.ScalarAsync<long>("select count(*) from funding.idempotency")).ShouldBe(1);
        (await engine.TypesAsync($"cpts-{cpts}"))[3].ShouldBe("health_project_deemed_validated");
    }
}
