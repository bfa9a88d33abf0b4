using Funding.Host.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Funding.Host.Tests.Health;

/// <summary>Readiness neither lies nor flaps. Answers are shared for a second, hence the pauses.</summary>
[Collection(PostgresTests.Name)]
public sealed class being_ready(PostgresFixture postgres)
{
    private static readonly TimeSpan UntilStale = TimeSpan.FromSeconds(1.1);

    [Fact]
    public async Task a_host_whose_connections_are_all_at_work_is_ready()
    {
        await using var engine = await Store.TestEngine.StartAsync(postgres, workers: false);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(engine.Database.RuntimeConnectionString) { MaxPoolSize = 2, Timeout = 1 }.ConnectionString);
        await using var check = new DatabaseCheck(source);
        (await StatusAsync(check)).ShouldBe(HealthStatus.Healthy);

        var busy = new List<NpgsqlConnection>();
        await Should.ThrowAsync<NpgsqlException>(async () =>
        {
            while (true) busy.Add(await source.OpenConnectionAsync());
        });
        await Task.Delay(UntilStale);

        (await StatusAsync(check)).ShouldBe(HealthStatus.Healthy);
        foreach (var one in busy) await one.DisposeAsync();
    }

    [Fact]
    public async Task a_connection_that_broke_is_replaced()
    {
        await using var engine = await Store.TestEngine.StartAsync(postgres, workers: false);
        await using var source = NpgsqlDataSource.Create(engine.Database.RuntimeConnectionString);
        await using var check = new DatabaseCheck(source);
        await StatusAsync(check);

        await Sql.RunAsync(engine.Database.SuperuserConnectionString, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        await Task.Delay(UntilStale);

        (await StatusAsync(check)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task a_database_that_does_not_let_the_host_in_is_told_within_a_second_and_so_is_its_return()
    {
        await using var engine = await Store.TestEngine.StartAsync(postgres, workers: false);
        await using var source = NpgsqlDataSource.Create(engine.Database.RuntimeConnectionString);
        await using var check = new DatabaseCheck(source);
        (await StatusAsync(check)).ShouldBe(HealthStatus.Healthy);

        await AllowAsync(engine, false);
        await Task.Delay(UntilStale);
        (await StatusAsync(check)).ShouldBe(HealthStatus.Unhealthy);

        await AllowAsync(engine, true);
        await Task.Delay(UntilStale);
        (await StatusAsync(check)).ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task a_server_out_of_reach_is_unready()
    {
        await using var source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody");
        await using var check = new DatabaseCheck(source);

        (await StatusAsync(check)).ShouldBe(HealthStatus.Unhealthy);
    }

    private static async Task AllowAsync(Store.TestEngine engine, bool allowed)
    {
        var name = new NpgsqlConnectionStringBuilder(engine.Database.RuntimeConnectionString).Database;
        await Sql.RunAsync(engine.Database.ElsewhereConnectionString, $"alter database {name} allow_connections {allowed}");
        await Sql.RunAsync(engine.Database.ElsewhereConnectionString, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
    }

    private static async Task<HealthStatus> StatusAsync(DatabaseCheck check) => (await check.CheckHealthAsync(new HealthCheckContext())).Status;
}
