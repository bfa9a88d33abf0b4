namespace Funding.Host.Tests.CommandLine;

/// <summary>A database that somebody else runs: migrated by its owner, served with fewer rights. Cost: some processes.</summary>
[Collection(PostgresTests.Name)]
public sealed class ExternalDatabase(PostgresFixture postgres) : IDisposable
{
    private readonly HostProgram host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task It_is_served_once_its_owner_has_migrated_it_and_not_before()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        (string, string)[] serving = [("Funding__ConnectionString", database.RuntimeConnectionString)];
        var early = await host.RunAsync(serving, "serve");
        early.Exit.ShouldBe(1);
        early.Errors.ShouldContain("migrate");
        (await host.RunAsync(serving, "import", "cpts", typeof(ExternalDatabase).Assembly.Location)).Exit.ShouldBe(1);

        (string, string)[] owning = [("Funding__OwnerConnectionString", database.OwnerConnectionString)];
        var first = await host.RunAsync(owning, "migrate");
        first.Exit.ShouldBe(0, first.Errors);
        first.Output.ShouldContain("0001");
        (await host.RunAsync(owning, "migrate")).Output.ShouldContain("à jour");

        var exported = await host.RunAsync(serving, "export", "events");
        exported.Exit.ShouldBe(0, exported.Errors);
        exported.Output.ShouldBeEmpty();
        Directory.Exists(Path.Combine(host.Data, "postgres")).ShouldBeFalse("no embedded server beside it");
    }
}
