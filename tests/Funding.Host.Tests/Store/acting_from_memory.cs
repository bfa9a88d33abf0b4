using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;

namespace Funding.Host.Tests.Store;

/// <summary>A host judges on what it remembers and stores at once; what another host wrote meanwhile counts all the same.</summary>
[Collection(PostgresTests.Name)]
public sealed class acting_from_memory(PostgresFixture postgres)
{
    private static readonly Idempotency Key = new("k1", "hash-1");

    [Fact]
    public async Task what_is_remembered_is_not_read_again()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await using var far = await engine.JoinAsync(workers: false, proxy.By);
        await far.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await far.BeginAsync();
        var said = proxy.Breaths.Count;

        await far.DoAsync(cpts, ProjectPhase.Grant("a", 45_000m), ProjectPhase.Ars);
        await far.DoAsync(cpts, ProjectPhase.Grant("b", 45_000m), ProjectPhase.Ars);

        proxy.Breaths.Skip(said).ShouldAllBe(text => !text.Contains("read_tails", StringComparison.Ordinal) && !text.Contains("begin", StringComparison.Ordinal));
        (await engine.TypesAsync("fir-envelope-84-2024")).ShouldBe(["envelope_notified", "credit_committed", "credit_committed"]);
    }

    [Fact]
    public async Task a_refusal_rests_on_what_another_host_wrote_meanwhile()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var other = await engine.JoinAsync(workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        (await engine.TryAsync(cpts, ProjectPhase.Grant("a", 60_000m), ProjectPhase.Ars)).ShouldBe(new ActRefused(new EnvelopeExceeded(Money.Euros(60_000m), Money.Euros(45_000m))));

        await other.DoAsync(ProjectPhase.Envelope(15_000m, reference: "ARR-2") with { Kind = NotificationKind.Complement }, ProjectPhase.Admin);

        (await engine.DoAsync(cpts, ProjectPhase.Grant("a", 60_000m), ProjectPhase.Ars)).Version.ShouldBe(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task an_act_is_not_already_so_when_another_host_changed_it_meanwhile(bool keyed)
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var other = await engine.JoinAsync(workers: false);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, appending_acts.Rename("Une"), ProjectPhase.Ars);
        await other.DoAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars);

        var again = await engine.TryAsync(cpts, appending_acts.Rename("Une"), ProjectPhase.Ars, keyed ? Key : null);

        again.ShouldBe(new ActDone(new ActAnswer(200, cpts.ToString(), 5, PhaseName.Project, ["cpts_renamed"], [])));
    }

    [Fact]
    public async Task an_act_that_could_be_done_twice_is_answered_from_its_key()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var other = await engine.JoinAsync(workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();

        var first = (await engine.TryAsync(cpts, ProjectPhase.Grant(null, 45_000m), ProjectPhase.Ars, Key)).ShouldBeOfType<ActDone>();

        (await engine.TryAsync(cpts, ProjectPhase.Grant(null, 45_000m), ProjectPhase.Ars, Key)).ShouldBe(first with { IsReplay = true });
        (await other.TryAsync(cpts, ProjectPhase.Grant(null, 45_000m), ProjectPhase.Ars, Key)).ShouldBe(first with { IsReplay = true });
        (await engine.TypesAsync($"cpts-{cpts}")).ShouldBe(["cpts_registered", "letter_of_intent_accepted", "fir_grant_awarded"]);
    }

    [Fact]
    public async Task what_falls_due_is_recorded_before_the_act_that_comes_after_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.MoveAsync("2024-06-01T08:00:00Z");

        await engine.DoAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars);

        (await engine.TypesAsync($"cpts-{cpts}"))[^2..].ShouldBe(["health_project_deemed_validated", "cpts_renamed"]);
    }
}
