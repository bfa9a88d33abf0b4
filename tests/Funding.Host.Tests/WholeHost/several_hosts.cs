using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Host.Tests.CommandLine;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.WholeHost;

/// <summary>Two hosts as processes on one database, one of which is killed or frozen. Cost: two processes and leases that run out.</summary>
[Collection(PostgresTests.Name)]
public sealed class SeveralHosts(PostgresFixture postgres)
{
    private const int Patience = 60;
    private const string Clock = "2024-02-01T08:00:00Z";

    [EngineFact]
    public async Task When_the_leader_is_killed_the_other_takes_over_every_worker_and_nothing_is_doubled_or_skipped()
    {
        await using var engine = await TestEngine.StartAsync(postgres, Clock, workers: false);
        using var one = Program(engine);
        using var two = Program(engine);
        await using var leader = await one.ServeAsync("serve", "--simulated-clock", Clock);
        await LeadsAsync(engine, token: 1);
        await using var other = await two.ServeAsync("serve", "--simulated-clock", Clock);
        using var writing = new CancellationTokenSource();
        var acts = WriteAsync(engine, writing.Token);
        await TestEngine.UntilAsync(() => engine.ScalarAsync<long>("select count(*) from funding.entries"), entries => entries > 20, Patience);

        await leader.SignalAsync("KILL");
        await LeadsAsync(engine, token: 2);
        await writing.CancelAsync();

        await ShouldBeRightAsync(engine, await acts);
    }

    [EngineFact]
    public async Task When_the_leader_is_frozen_the_other_takes_over_and_nothing_changes_when_it_thaws()
    {
        await using var engine = await TestEngine.StartAsync(postgres, Clock, workers: false);
        using var one = Program(engine);
        using var two = Program(engine);
        await using var leader = await one.ServeAsync("serve", "--simulated-clock", Clock);
        await LeadsAsync(engine, token: 1);
        await using var other = await two.ServeAsync("serve", "--simulated-clock", Clock);
        using var writing = new CancellationTokenSource();
        var acts = WriteAsync(engine, writing.Token);
        await TestEngine.UntilAsync(() => engine.ScalarAsync<long>("select count(*) from funding.entries"), entries => entries > 20, Patience);

        await Embedded.Orphans.SignalAsync("STOP", leader.Pid);
        await LeadsAsync(engine, token: 2);
        await Embedded.Orphans.SignalAsync("CONT", leader.Pid);
        (await leader.GetAsync("/health/ready")).Status.ShouldBe(200);
        await writing.CancelAsync();

        await ShouldBeRightAsync(engine, await acts);
        (await engine.ScalarAsync<long>("select max(token) from funding.leases")).ShouldBe(2, "the one that thawed leads nothing");
    }

    /// <summary>The program with the tests' database for its own.</summary>
    private static HostProgram Program(TestEngine engine) => new() { Settings = [("Funding__ConnectionString", engine.Database.RuntimeConnectionString)] };

    /// <summary>Waits until each worker has its leader of a generation.</summary>
    private static Task<long> LeadsAsync(TestEngine engine, long token) => TestEngine.UntilAsync(
        () => engine.ScalarAsync<long>($"select count(*) from funding.leases where token = {token} and expires_at > clock_timestamp() and name in ('sequencer', 'views', 'due-dates', 'webhooks')"), led => led == 4, Patience);

    /// <summary>Acts without a pause, with a project deposited now and then, until told to stop; how many CPTS took part.</summary>
    private static async Task<int> WriteAsync(TestEngine engine, CancellationToken stop)
    {
        await engine.DoAsync(ProjectPhase.Envelope(4_500_000m), ProjectPhase.Admin);
        var count = 0;
        while (!stop.IsCancellationRequested)
        {
            var cpts = await engine.BeginAsync($"CPTS {count++}");
            await engine.DoAsync(cpts, ProjectPhase.Grant("g", 10m), ProjectPhase.Ars);
            await engine.DoAsync(cpts, new Certify("g", "c", 1, Money.Euros(4m)), ProjectPhase.Ars);
            await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        }

        return count;
    }

    /// <summary>Every event numbered once, every figure there once, and what falls due after it all recorded once.</summary>
    private static async Task ShouldBeRightAsync(TestEngine engine, int cpts)
    {
        await engine.MoveAsync("2024-06-01T08:00:00Z");
        await engine.SettleAsync(Patience);
        (await engine.ScalarAsync<bool>("select count(*) = max(position) and count(*) = (select count(*) from funding.mt_events) from funding.ledger")).ShouldBeTrue();
        (await engine.ScalarAsync<string>("select string_agg(kind || ' ' || n || ' ' || cents, ', ' order by kind) from (select kind, count(*) as n, sum(cents) as cents from funding.entries group by kind) kinds"))
            .ShouldBe($"Certified {cpts} {400 * cpts}, Committed {cpts} {1_000 * cpts}");
        (await engine.ScalarAsync<long>("select count(*) from funding.cpts_facts where attribute = 'phase'")).ShouldBe(4 * cpts);
        (await engine.ScalarAsync<string>("select count(*) || ' of ' || count(distinct stream_id) from funding.mt_events where type = 'health_project_deemed_validated'")).ShouldBe($"{cpts} of {cpts}");
        (await engine.ScalarAsync<long>("select count(*) from funding.projection_faults")).ShouldBe(0);
    }
}
