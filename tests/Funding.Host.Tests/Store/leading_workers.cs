using Funding.Engine.Leading;
using Funding.Engine.Projecting;
using Funding.Engine.Sequencing;
using Funding.Host.Hosting;
using Funding.Host.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Funding.Host.Tests.Store;

/// <summary>One leader per worker, whatever becomes of it. Cost: leases run out, so up to some ten seconds each.</summary>
[Collection(PostgresTests.Name)]
public sealed class leading_workers(PostgresFixture postgres)
{
    /// <summary>Two terms of a lease and what a busy machine adds.</summary>
    private const int Patience = 60;

    [Fact]
    public async Task work_that_takes_longer_than_a_lease_is_done_by_who_began_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        using var first = new SlowWorker(engine.Source);
        using var second = new SlowWorker(engine.Source);
        await first.StartAsync(CancellationToken.None);
        await TestEngine.UntilAsync(() => Task.FromResult(first.Begun), begun => begun == 1);
        await second.StartAsync(CancellationToken.None);

        var position = await TestEngine.UntilAsync(() => engine.ScalarAsync<long>("select coalesce((select position from funding.checkpoints where name = 'slow'), 0)"), at => at > 0, Patience);
        await first.StopAsync(CancellationToken.None);
        await second.StopAsync(CancellationToken.None);

        (position, second.Begun).ShouldBe((1, 0));
    }

    [Fact]
    public async Task a_leader_that_froze_in_the_middle_of_a_write_is_replaced()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        proxy.FreezeAt("funding.move_checkpoint");
        await using var frozen = await engine.JoinAsync(services => services.AddHostedService<Projector>(), proxy.By);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        await using var sequencer = await engine.JoinAsync(services => services.AddHostedService<Sequencer>());
        await TestEngine.UntilAsync(() => Task.FromResult(proxy.Cuts), cuts => cuts == 1);

        await using var other = await engine.JoinAsync(services => services.AddHostedService<Projector>());
        await other.SettleAsync(Patience);

        (await engine.ScalarAsync<long>("select count(*) from funding.envelope_acts")).ShouldBe(1);
        (await engine.ScalarAsync<long>("select token from funding.leases where name = 'views'")).ShouldBe(2);
        proxy.Thaw();
    }

    [Fact]
    public async Task views_written_by_a_leader_that_was_replaced_while_it_stood_still_are_refused()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        await engine.ScalarAsync<long>("select funding.take_lease('sequencer', '00000000-0000-0000-0000-000000000001', interval '1 hour')");
        await engine.ScalarAsync<int>("select funding.number_events('00000000-0000-0000-0000-000000000001', 1, 100)");
        // It has read what there is to project, and stands still before it sends the rows. Who leads now is another, and has done nothing yet.
        var answered = TakeOverAt(proxy, "funding.move_checkpoint", engine, "views");
        await using var stale = await engine.JoinAsync(services => services.AddHostedService<Projector>(), proxy.By);
        await answered;

        (await engine.ScalarAsync<long>("select count(*) from funding.envelope_acts")).ShouldBe(0);
        (await engine.ScalarAsync<long>("select count(*) from funding.checkpoints")).ShouldBe(0);
        proxy.Thaw();
    }

    [Fact]
    public async Task positions_given_by_a_leader_that_was_replaced_while_it_stood_still_are_refused()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var answered = TakeOverAt(proxy, "funding.number_events", engine, "sequencer");
        await using var stale = await engine.JoinAsync(services => services.AddHostedService<Sequencer>(), proxy.By);
        await answered;

        (await engine.ScalarAsync<long>("select count(*) from funding.ledger")).ShouldBe(0);
        proxy.Thaw();
    }

    [Theory]
    [InlineData("ledger_tiles")]
    [InlineData("ledger_heads")]
    public async Task what_is_sealed_and_signed_by_a_leader_that_was_replaced_while_it_stood_still_is_refused(string table)
    {
        using var folder = new TestFolder();
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        await engine.ScalarAsync<long>("select funding.take_lease('sequencer', '00000000-0000-0000-0000-000000000001', interval '1 hour')");
        await engine.ScalarAsync<int>("select funding.number_events('00000000-0000-0000-0000-000000000001', 1, 100)");
        var answered = TakeOverAt(proxy, $"insert into funding.{table}", engine, "ledger");
        await using var stale = await engine.JoinAsync(services => services.AddFundingLedger(new FundingSettings { Data = folder["data"] }), proxy.By);
        await answered;

        (await engine.ScalarAsync<long>($"select count(*) from funding.{table}")).ShouldBe(0);
        proxy.Thaw();
    }

    [Fact]
    public async Task a_server_or_role_set_to_one_snapshot_per_transaction_skips_nothing()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Sql.RunAsync(engine.Database.SuperuserConnectionString,
            "do $$ begin execute format('alter database %I set default_transaction_isolation = %L', current_database(), 'repeatable read'); end $$");
        await engine.ScalarAsync<long>("select funding.take_lease('sequencer', '00000000-0000-0000-0000-000000000001', interval '1 hour')");

        var refused = await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(engine.Database.RuntimeConnectionString, "select funding.number_events('00000000-0000-0000-0000-000000000001', 1, 100)"));
        refused.MessageText.ShouldContain("repeatable read");

        await using var host = await engine.JoinAsync(workers: true);
        (await host.ScalarAsync<string>("show transaction_isolation")).ShouldBe("read committed");
        await host.BeginAsync();
        await Sql.RunAsync(engine.OwnerConnectionString, "delete from funding.leases where name = 'sequencer'");
        await host.SettleAsync();
    }

    /// <summary>Somebody else takes the lease just before something is sent. Ends when that was answered, and who sent it asks for the lease again: it gets no answer to that.</summary>
    private static Task TakeOverAt(CuttingProxy proxy, string text, TestEngine engine, string worker)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        proxy.CallAt(text, () =>
        {
            Sql.RunAsync(engine.OwnerConnectionString,
                $"update funding.leases set expires_at = '-infinity' where name = '{worker}'; select funding.take_lease('{worker}', gen_random_uuid(), interval '6 seconds')").GetAwaiter().GetResult();
            proxy.CallAt("funding.take_lease", () =>
            {
                proxy.Freeze();
                answered.SetResult();
            });
        });
        return answered.Task.WaitAsync(TimeSpan.FromSeconds(Patience));
    }

    /// <summary>Works longer than a lease lasts, then moves its checkpoint.</summary>
    private sealed class SlowWorker(NpgsqlDataSource source) : LeadingWorker(source, "slow", NullLogger.Instance)
    {
        private readonly NpgsqlDataSource source = source;
        private int begun;

        public int Begun => begun;

        protected override async Task<bool> WorkAsync(CancellationToken cancellation)
        {
            var at = Interlocked.Increment(ref begun) - 1;
            await Task.Delay(TimeSpan.FromSeconds(8), cancellation);
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await ProjectionWriter.WriteAsync(connection, Lease, at, at + 1, new ProjectedRows(), cancellation);
            return false;
        }

        protected override Task WaitAsync(CancellationToken cancellation) => Task.Delay(TimeSpan.FromMinutes(1), cancellation);
    }
}
