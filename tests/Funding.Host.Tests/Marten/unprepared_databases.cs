using Funding.Engine.Schema;
using Funding.Host.Tests.CommandLine;
using Npgsql;

namespace Funding.Host.Tests.Marten;

/// <summary>A database that only the built-in engine has known. Cost: three processes.</summary>
[Collection(PostgresTests.Name)]
public sealed class unprepared_databases(PostgresFixture postgres)
{
    [Fact]
    public async Task are_refused_with_what_to_do_and_taken_once_that_is_done()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var owner = NpgsqlDataSource.Create(database.OwnerConnectionString)) await Migrator.MigrateAsync(owner, "funding_app", CancellationToken.None);
        (string, string)[] settings = [("Funding__Engine", "Marten"), ("Funding__ConnectionString", database.RuntimeConnectionString), ("Funding__OwnerConnectionString", database.OwnerConnectionString)];
        using var host = new HostProgram { Settings = settings };

        var refused = await host.RunAsync(settings, "serve");
        refused.Exit.ShouldNotBe(0);
        refused.Errors.ShouldContain("lancez d'abord « migrate »");
        refused.Errors.ShouldContain("Funding__Engine=Marten");

        (await host.RunAsync(settings, "migrate")).Exit.ShouldBe(0);
        await using var serving = await host.ServeAsync();
        (await serving.GetAsync("/health/ready")).Status.ShouldBe(200);
        await database.DisposeAsync();
    }
}
