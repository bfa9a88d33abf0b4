using Npgsql;

namespace Funding.Host.Embedded;

/// <summary>The roles and the database. Said again at each start: a start that was killed half-way is completed, and a role made stronger by hand is put back.</summary>
internal static class DatabaseSetup
{
    public const string OwnerRole = "funding_owner";
    public const string RuntimeRole = "funding_app";

    public static async Task EnsureRolesAsync(NpgsqlConnection superuser, ServerIdentity identity, CancellationToken ct)
    {
        foreach (var (role, password) in new[] { (OwnerRole, identity.Owner), (RuntimeRole, identity.Runtime) })
        {
            if (!await ExistsAsync(superuser, $"SELECT FROM pg_roles WHERE rolname = '{role}'", ct)) await RunAsync(superuser, $"CREATE ROLE {role}", ct);
            await RunAsync(superuser, $"ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{password}'", ct);
        }
    }

    /// <summary>
    /// A database owned by the owner (hence its schema <c>public</c>, where since PostgreSQL 15 nobody else creates), and where the runtime role may
    /// connect and nothing else: what it may touch is granted by the migrations.
    /// </summary>
    public static async Task EnsureDatabaseAsync(NpgsqlConnection superuser, string database, CancellationToken ct)
    {
        if (!await ExistsAsync(superuser, $"SELECT FROM pg_database WHERE datname = '{database}'", ct))
            await RunAsync(superuser, $"CREATE DATABASE {database} OWNER {OwnerRole} TEMPLATE template0", ct);
        await RunAsync(superuser, $"REVOKE ALL ON DATABASE {database} FROM PUBLIC", ct);
        await RunAsync(superuser, $"GRANT CONNECT ON DATABASE {database} TO {RuntimeRole}", ct);
    }

    /// <summary>French can be sorted.</summary>
    /// <exception cref="EmbeddedPostgresException">The server was built without ICU.</exception>
    public static async Task RequireFrenchAsync(NpgsqlConnection inDatabase, CancellationToken ct)
    {
        if (!await ExistsAsync(inDatabase, "SELECT FROM pg_collation WHERE collname = 'fr-x-icu'", ct))
        {
            throw new EmbeddedPostgresException(
                "Ces programmes PostgreSQL sont compilés sans ICU : le tri du français (collation fr-x-icu) y manque. Prenez ceux du paquet « postgresql » de votre système, ou ceux de npm.");
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string query, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"SELECT EXISTS ({query})", connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
