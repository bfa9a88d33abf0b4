using Funding.Engine;
using Funding.Engine.Projecting;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Store;

/// <summary>NOTIFY only wakes, polling delivers.</summary>
[Collection(PostgresTests.Name)]
public sealed class waking_workers(PostgresFixture postgres)
{
    [EngineFact]
    public async Task appends_notify_nobody_and_the_sequencer_once_per_cycle_that_numbers_something()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var listening = await Sql.OpenAsync(engine.OwnerConnectionString);
        var heard = new List<string>();
        listening.Notification += (_, told) => heard.Add(told.Payload);
        await listening.RunAsync("listen funding_ledger");
        await engine.ScalarAsync<long>("select funding.take_lease('sequencer', '00000000-0000-0000-0000-000000000001', interval '1 hour')");

        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await MarkAsync(engine, "after acts");
        (await NumberAsync(engine)).ShouldBe(5);
        (await NumberAsync(engine)).ShouldBe(0);
        await MarkAsync(engine, "after numbering");

        while (!heard.Contains("after numbering")) await listening.WaitAsync();
        heard.ShouldBe(["after acts", "", "after numbering"]);
    }

    [EngineFact]
    public async Task a_host_that_hears_nothing_finds_by_itself_what_was_appended_numbered_and_fell_due()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2024-02-01T08:00:00Z", workers: false);
        // Nobody listens there, and whoever appends is elsewhere.
        await using var deaf = await engine.JoinAsync(services => services
            .AddHostedService<Funding.Engine.Sequencing.Sequencer>().AddHostedService<Projector>().AddHostedService<Funding.Engine.Timing.DueWorker>());
        var cpts = await engine.BeginAsync();
        await engine.SettleAsync();
        // It has looked, and found nothing more: what comes now it must look for again.
        await engine.DoAsync(cpts, new Funding.Domain.Cpts.SubmitHealthProject(), ProjectPhase.Ars);
        await engine.SettleAsync();
        await engine.MoveAsync("2024-06-01T08:00:00Z");
        await engine.SettleAsync();

        (await engine.ScalarAsync<string>("select string_agg(value ->> 'phase', ' ' order by position) from funding.cpts_facts where attribute = 'phase'")).ShouldBe("Intention Project Submitted Validated");
    }

    [EngineFact]
    public async Task views_follow_a_sequencer_elsewhere_though_its_notifications_are_lost()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var deaf = await engine.JoinAsync(services => services.AddHostedService<Projector>());
        await using var elsewhere = await engine.JoinAsync(services => services.AddHostedService<Funding.Engine.Sequencing.Sequencer>());

        for (var round = 1; round <= 3; round++)
        {
            await engine.BeginAsync();
            await engine.SettleAsync();
            (await engine.ScalarAsync<long>("select position from funding.checkpoints")).ShouldBe(2 * round);
        }
    }

    [EngineFact]
    public async Task who_tells_is_woken_by_acts_that_tell_something_and_by_no_others()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var woken = engine.Get<Wakers>().ForNoticesAsync(TimeSpan.FromHours(1), CancellationToken.None);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.Get<Wakers>().ForSequencerAsync(TimeSpan.FromHours(1), CancellationToken.None);
        await Task.Delay(300);
        woken.IsCompleted.ShouldBeFalse("nothing was to be told");

        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);

        await woken;
    }

    private static Task MarkAsync(TestEngine engine, string mark) => Sql.RunAsync(engine.OwnerConnectionString, $"notify funding_ledger, '{mark}'");

    private static Task<int> NumberAsync(TestEngine engine) => engine.ScalarAsync<int>("select funding.number_events('00000000-0000-0000-0000-000000000001', 1, 100)");
}
