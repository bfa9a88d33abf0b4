using System.Text;

namespace Funding.Host.Tests.Erasing;

/// <summary>Looks for a text, or for the bytes of a key, in all that a database holds: every row of every table, what the server noted of their columns, and its files.</summary>
internal sealed class Traces(TestDatabase database)
{
    /// <summary>Tables, as <c>schema.name</c>, with a row that holds the text in any column, whatever its type.</summary>
    public Task<string[]> OfAsync(string text) => AskAsync(
        $"""
        create or replace function pg_temp.traces(p_text text) returns text[] language plpgsql as $f$
        declare v_table record; v_found boolean; v_in text[] := '{Empty}';
        begin
          for v_table in select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')
            union all select 'pg_catalog.pg_stats' union all select 'pg_catalog.pg_largeobject' loop
            execute format('select exists (select from %s t where position(lower($1) in lower(t::text)) > 0)', v_table.name) into v_found using p_text;
            if v_found then v_in := v_in || v_table.name; end if;
          end loop;
          return v_in;
        end $f$;
        select pg_temp.traces('{text}');
        """);

    /// <summary>Bytes are written in hexadecimal in the text of a row.</summary>
    public Task<string[]> OfAsync(byte[] bytes) => OfAsync(Convert.ToHexStringLower(bytes));

    /// <summary>Tables and indexes of the database whose file holds the bytes, once what is in memory is written.</summary>
    public Task<string[]> InFilesAsync(byte[] bytes) => AskAsync(
        $"""
        checkpoint;
        select coalesce(array_agg(relname::text order by relname), '{Empty}') from pg_class
        where relnamespace = 'funding'::regnamespace and relkind in ('r', 'i') and position('\x{Convert.ToHexStringLower(bytes)}'::bytea in pg_read_binary_file(pg_relation_filepath(oid))) > 0
        """);

    public Task<string[]> InFilesAsync(string text) => InFilesAsync(Encoding.UTF8.GetBytes(text));

    private const string Empty = "{}";

    private Task<string[]> AskAsync(string sql) => Sql.AskAsync<string[]>(database.SuperuserConnectionString, sql);
}
