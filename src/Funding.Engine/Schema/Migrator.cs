using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;

namespace Funding.Engine.Schema;

/// <summary>Creates or upgrades the schema with the owner's rights, and grants the run-time role its own. Running it twice changes nothing.</summary>
public static partial class Migrator
{
    private const long Lock = 0x46554E44;

    /// <summary>The migrations that this host knows, in order.</summary>
    public static IReadOnlyList<string> Known { get; } = Resources().Where(name => MigrationName().IsMatch(name)).Order(StringComparer.Ordinal).ToList();

    /// <summary>Applies what is missing, all or nothing.</summary>
    /// <param name="owner">The owner's connection.</param>
    /// <param name="runtimeRole">The role that the host runs under; it must exist.</param>
    /// <param name="cancellation">Stops and leaves the schema as it was.</param>
    /// <returns>The migrations applied.</returns>
    public static async Task<IReadOnlyList<string>> MigrateAsync(NpgsqlDataSource owner, string runtimeRole, CancellationToken cancellation)
    {
        if (!RoleName().IsMatch(runtimeRole)) throw new ArgumentException("A role name holds letters, digits and underscores.", nameof(runtimeRole));
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RunAsync(connection, $"select pg_advisory_xact_lock({Lock}); create schema if not exists funding; "
            + "create table if not exists funding.schema_migrations (name text primary key, applied_at timestamptz not null default now())", cancellation);
        var applied = await AppliedAsync(connection, cancellation);
        var missing = Known.Where(name => !applied.Contains(name)).ToList();
        foreach (var name in missing)
        {
            await RunAsync(connection, Read(name), cancellation);
            await using var note = new NpgsqlCommand("insert into funding.schema_migrations (name) values ($1)", connection) { Parameters = { new() { Value = name } } };
            await note.ExecuteNonQueryAsync(cancellation);
        }

        await RunAsync(connection, Read("grants.sql").Replace(":role", $"\"{runtimeRole}\"", StringComparison.Ordinal), cancellation);
        await transaction.CommitAsync(cancellation);
        return missing;
    }

    /// <summary>The migrations that the database lacks; all of them when it has no schema yet.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            var applied = await AppliedAsync(connection, cancellation);
            return Known.Where(name => !applied.Contains(name)).ToList();
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege)
        {
            return Known;
        }
    }

    private static async Task<HashSet<string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select name from funding.schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation)) names.Add(reader.GetString(0));
        return names;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static IEnumerable<string> Resources()
        => Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith("Schema/", StringComparison.Ordinal)).Select(name => name["Schema/".Length..]);

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Schema/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^[0-9]{4}_[a-z_]+\\.sql$", RegexOptions.None, 100)]
    private static partial Regex MigrationName();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,62}$", RegexOptions.None, 100)]
    private static partial Regex RoleName();
}
