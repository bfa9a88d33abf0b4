using Npgsql;

namespace Funding.Host.Tests.Embedded;

/// <summary>Least privilege by role; the shared server.</summary>
[Collection(PostgresTests.Name)]
public sealed class Roles(PostgresFixture postgres)
{
    [Theory]
    [InlineData("CREATE TABLE public.mine (id int)")]
    [InlineData("CREATE TEMPORARY TABLE mine (id int)")]
    [InlineData("CREATE SCHEMA mine")]
    [InlineData("CREATE DATABASE mine")]
    [InlineData("CREATE ROLE mine")]
    [InlineData("SELECT * FROM given")]
    public async Task The_runtime_role_is_denied(string statement)
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await Sql.RunAsync(database.OwnerConnectionString, "CREATE TABLE given (id int)");

        (await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(database.RuntimeConnectionString, statement))).SqlState.ShouldBe("42501");
    }

    [Theory]
    [InlineData("funding_owner")]
    [InlineData("funding_app")]
    public async Task Neither_role_has_powers_over_the_server(string role)
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var powers = $"SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = '{role}'";

        (await Sql.AskAsync<bool>(database.RuntimeConnectionString, powers)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_owner_makes_schemas_and_grants()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await Sql.RunAsync(database.OwnerConnectionString, "CREATE SCHEMA s; CREATE TABLE s.t (id int); GRANT USAGE ON SCHEMA s TO funding_app; GRANT INSERT ON s.t TO funding_app");

        await Sql.RunAsync(database.RuntimeConnectionString, "INSERT INTO s.t VALUES (1)");
        (await Sql.AskAsync<long>(database.OwnerConnectionString, "SELECT count(*) FROM s.t")).ShouldBe(1);
    }
}
