using Funding.Domain.Cpts;
using Funding.Engine.Acting;
using Funding.Engine.Appending;
using Npgsql;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class unseen_outcomes(PostgresFixture postgres)
{
    private static readonly DateTimeOffset At = new(2024, 2, 1, 8, 0, 0, TimeSpan.Zero);

    [EngineFact]
    public async Task a_stored_act_is_found_and_one_that_was_not_never_will_be()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var (stored, lost) = (Guid.NewGuid(), Guid.NewGuid());
        await Sql.RunAsync(engine.Database.RuntimeConnectionString, Insert(stored));

        (await UnseenOutcome.WasStoredAsync(engine.Source, stored, At, CancellationToken.None)).ShouldBeTrue();
        (await UnseenOutcome.WasStoredAsync(engine.Source, lost, At, CancellationToken.None)).ShouldBeFalse();
        (await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(engine.Database.RuntimeConnectionString, Insert(lost)))).SqlState.ShouldBe("23505");
    }

    [EngineTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task an_act_in_flight_is_waited_for(bool commits)
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var command = Guid.NewGuid();
        await using var flying = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await flying.RunAsync(Insert(command));

        var asked = UnseenOutcome.WasStoredAsync(engine.Source, command, At, CancellationToken.None);
        await TestEngine.UntilAsync(() => appending_acts.WaitingAsync(engine), waiting => waiting == 1);
        asked.IsCompleted.ShouldBeFalse();
        await (commits ? flying.CommitAsync() : flying.RollbackAsync());

        (await asked).ShouldBe(commits);
    }

    [EngineFact]
    public async Task a_question_whose_answer_was_lost_too_is_not_taken_for_the_act()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await using var far = Funding.Engine.Database.Open(proxy.By(engine.Database.RuntimeConnectionString));
        proxy.CutAt("funding.commands", deliver: true);

        (await UnseenOutcome.WasStoredAsync(far, Guid.NewGuid(), At, CancellationToken.None)).ShouldBeFalse();
        proxy.Cuts.ShouldBe(1);
    }

    [EngineTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task an_act_cut_off_from_its_answer_is_done_once(bool delivered)
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await using var far = await engine.JoinAsync(workers: false, proxy.By);
        var cpts = await engine.BeginAsync();
        proxy.CutAt("funding.commands", delivered);

        (await far.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars)).ShouldBe(new ActDone(new ActAnswer(200, cpts.ToString(), 3, PhaseName.Project, ["cpts_renamed"], [])));

        proxy.Cuts.ShouldBe(1);
        (await engine.TypesAsync($"cpts-{cpts}")).ShouldBe(["cpts_registered", "letter_of_intent_accepted", "cpts_renamed"]);
    }

    [EngineTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_grant_cut_off_at_its_commit_is_done_once(bool delivered)
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await using var far = await engine.JoinAsync(workers: false, proxy.By);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        proxy.CutAt("commit", delivered);

        (await far.TryAsync(cpts, ProjectPhase.Grant(null, 45_000m), ProjectPhase.Ars)).ShouldBeOfType<ActDone>().Answer.Version.ShouldBe(3);

        proxy.Cuts.ShouldBe(1);
        (await engine.TypesAsync("fir-envelope-84-2024")).ShouldBe(["envelope_notified", "credit_committed"]);
    }

    [EngineFact]
    public async Task connections_that_the_server_closed_meanwhile_are_no_reason_to_fail()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => engine.ScalarAsync<object>("select pg_sleep(0.1)::text")));
        await Sql.RunAsync(engine.Database.SuperuserConnectionString, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");

        (await engine.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars)).ShouldBeOfType<ActDone>();
    }

    [EngineFact]
    public async Task an_act_that_is_being_stored_is_finished_though_its_caller_leaves()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await using var far = await engine.JoinAsync(workers: false, proxy.By);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        using var leaves = new CancellationTokenSource();
        proxy.CallAt("funding.commands", leaves.Cancel);

        (await far.TryAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars, cancellation: leaves.Token)).ShouldBeOfType<ActDone>();

        leaves.IsCancellationRequested.ShouldBeTrue();
        (await engine.TypesAsync("fir-envelope-84-2024")).ShouldBe(["envelope_notified", "credit_committed"]);
    }

    private static string Insert(Guid command) => $"insert into funding.commands (id, recorded_at) values ('{command}', '2024-02-01T08:00:00Z')";
}
