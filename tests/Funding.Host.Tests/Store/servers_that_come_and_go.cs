using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Engine.Sequencing;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Store;

/// <summary>What a host does while its server is gone and after. Cost: a server or two of their own each.</summary>
public sealed class servers_that_come_and_go
{
    [Fact]
    public async Task what_was_acknowledged_survives_the_kill_of_a_server_that_was_told_not_to_wait_for_its_disk()
    {
        await using var server = await OwnServer.StartAsync(("synchronous_commit", "off"), ("wal_writer_delay", "10s"));
        Guid cpts;
        await using (var engine = await TestEngine.StartAsync(server.Database, workers: false))
        {
            cpts = await engine.BeginAsync();
            (await engine.DoAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars)).Version.ShouldBe(3);
            await server.KillAsync();
        }

        await server.StartAgainAsync();
        await using var after = await TestEngine.StartAsync(server.Database, workers: false);
        (await after.TypesAsync($"cpts-{cpts}")).ShouldBe(["cpts_registered", "letter_of_intent_accepted", "cpts_renamed"]);
    }

    [Fact]
    public async Task a_host_whose_server_went_away_and_came_back_goes_on()
    {
        await using var server = await OwnServer.StartAsync();
        await using var engine = await TestEngine.StartAsync(server.Database, workers: true);
        var cpts = await engine.BeginAsync();
        await engine.SettleAsync();
        await server.StopAsync();
        (await TryAgainAsync(engine, cpts)).ShouldBeNull();
        await server.StartAgainAsync();

        (await TestEngine.UntilAsync(() => TryAgainAsync(engine, cpts), outcome => outcome is not null)).ShouldBeOfType<ActDone>().Answer.Version.ShouldBe(3);
        await engine.SettleAsync(30);
        await engine.Clock.MoveToAsync(engine.Clock.Now.AddHours(1), CancellationToken.None);

        (await engine.ScalarAsync<string>("select string_agg(value ->> 0, ' ' order by position) from (select position, jsonb_build_array(value) as value from funding.cpts_facts where attribute = 'name') names")).ShouldBe("CPTS du Vallon Autre");
        (await engine.Get<IDossiers>().FindAsync(cpts, new Moment(engine.Clock.Now), CancellationToken.None))!.Version.ShouldBe(3);
    }

    [Fact]
    public async Task a_listener_whose_connection_was_ended_listens_again_and_wakes()
    {
        await using var server = await OwnServer.StartAsync();
        await using var engine = await TestEngine.StartAsync(server.Database, workers: false);
        await using var host = await engine.JoinAsync(services => services.AddHostedService<LedgerListener>());
        var first = await ListenerAsync(server);
        await Sql.RunAsync(server.Database.SuperuserConnectionString, $"select pg_terminate_backend({first})");
        (await TestEngine.UntilAsync(() => ListenerAsync(server), listener => listener > 0 && listener != first)).ShouldNotBe(first);

        var woken = host.Get<Wakers>().ForProjectorAsync(TimeSpan.FromHours(1), CancellationToken.None);
        await TestEngine.UntilAsync(
            async () =>
            {
                await Sql.RunAsync(server.Database.OwnerConnectionString, "notify funding_ledger");
                return woken.IsCompleted;
            }, completed => completed);
    }

    /// <summary>Pooled connections may still be those of the server that is gone.</summary>
    private static async Task<ActOutcome?> TryAgainAsync(TestEngine engine, Guid cpts)
    {
        try
        {
            return await engine.TryAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars);
        }
        catch (Exception gone) when (gone is Npgsql.NpgsqlException || gone.InnerException is Npgsql.NpgsqlException)
        {
            return null;
        }
    }

    /// <summary>The server process of the connection that listens; 0 when there is none.</summary>
    private static Task<int> ListenerAsync(OwnServer server) => TestEngine.UntilAsync(
        () => Sql.AskAsync<int>(server.Database.SuperuserConnectionString, "select coalesce((select max(pid) from pg_stat_activity where query ilike 'listen%'), 0)"), pid => pid > 0);
}
