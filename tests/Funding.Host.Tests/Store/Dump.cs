using Npgsql;

namespace Funding.Host.Tests.Store;

/// <summary>
/// What a dump holds, taken and put back as pg_dump and psql do, which not every machine has: the rows of each table seen in one
/// snapshot, and how far the sequence was.
/// </summary>
internal sealed class Dump
{
    private readonly List<(string Table, string Rows)> tables = [];
    private long number;

    /// <summary>Takes a dump while others write.</summary>
    public static async Task<Dump> TakeAsync(TestDatabase database)
    {
        var dump = new Dump();
        await using var connection = await Sql.OpenAsync(database.OwnerConnectionString);
        await connection.RunAsync("begin isolation level repeatable read read only");
        foreach (var table in await TablesAsync(connection))
        {
            using var rows = await connection.BeginTextExportAsync($"copy funding.{table} to stdout");
            dump.tables.Add((table, await rows.ReadToEndAsync()));
        }

        dump.number = await connection.AskAsync<long>("select last_value from funding.mt_events_sequence");
        return dump;
    }

    /// <summary>Fills a database that is migrated and empty.</summary>
    public async Task RestoreAsync(TestDatabase database)
    {
        await using var connection = await Sql.OpenAsync(database.OwnerConnectionString);
        foreach (var (table, rows) in tables)
        {
            await connection.RunAsync($"delete from funding.{table}"); // what the migration put there
            await using var writer = await connection.BeginTextImportAsync($"copy funding.{table} from stdin");
            await writer.WriteAsync(rows);
        }

        await connection.RunAsync($"select setval('funding.mt_events_sequence', {number})");
    }

    /// <summary>All tables, those that others refer to first.</summary>
    private static async Task<string[]> TablesAsync(NpgsqlConnection connection) => await connection.AskAsync<string[]>(
        """
        select array_agg(relname::text order by (select count(*) from pg_constraint where contype = 'f' and conrelid = c.oid), relname)
        from pg_class c where relnamespace = 'funding'::regnamespace and relkind = 'r'
        """);
}
