using Npgsql;

namespace Funding.Engine.Rebuilding;

/// <summary>A table of a view and the one beside it.</summary>
/// <param name="Name">The live table, in the schema of the same name; its shadow is called alike.</param>
/// <param name="Key">What identifies a row, in the order of their comparison.</param>
internal sealed record ComparedTable(string Name, params string[] Key)
{
    /// <summary>The shadow, when it is called otherwise.</summary>
    public string Shadow { get; init; } = $"funding_rebuild.{Name}";

    /// <summary>The position from which a row is there, in terms of its columns.</summary>
    public string Position { get; init; } = "position";

    /// <summary>The columns to compare; all of them when null.</summary>
    public string[]? Columns { get; init; }

    /// <summary>What restricts the live rows to those of the view, or null.</summary>
    public string? OfView { get; init; }

    /// <summary>A column that a later position sets: what came after the position compared does not count yet.</summary>
    public string? SetLater { get; init; }
}

/// <summary>Compares live tables with their shadows, row by row and column by column, in the server.</summary>
internal static class Comparison
{
    /// <summary>The first difference among the rows that meet a condition, by the order of the keys; null when there is none.</summary>
    /// <param name="connection">Where to ask.</param>
    /// <param name="table">What to compare.</param>
    /// <param name="rows">Condition on the rows of both.</param>
    /// <param name="position">Positions after it do not count in a column that is set later.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<(long Order, ViewDifference Difference)?> FirstAsync(NpgsqlConnection connection, ComparedTable table, string rows, long position, CancellationToken cancellation)
    {
        var columns = table.Columns ?? await ColumnsAsync(connection, table.Name, cancellation);
        await using var command = new NpgsqlCommand(Query(table, columns, rows, position), connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        return (reader.GetInt64(2), Read(table, columns, reader.GetFieldValue<string?[]>(0), reader.GetFieldValue<string?[]>(1)));
    }

    private static string Query(ComparedTable table, string[] columns, string rows, long position)
    {
        string All(string side, string cast = "") => string.Join(", ", columns.Select(column => $"{side}.\"{column}\"{cast}"));
        string Side(string from, string? ofView) => $"select {string.Join(", ", columns.Select(column => column == table.SetLater ? $"case when {column} <= {position} then {column} end as {column}" : $"\"{column}\""))}, {table.Position} as since "
            + $"from {from} where {(ofView is null ? rows : $"{ofView} and ({rows})")}";
        return $"select array[{All("l", "::text")}], array[{All("s", "::text")}], coalesce(l.since, s.since) "
            + $"from ({Side($"funding.{table.Name}", table.OfView)}) l full join ({Side(table.Shadow, null)}) s on {string.Join(" and ", table.Key.Select(key => $"l.{key} = s.{key}"))} "
            + $"where row({All("l")}) is distinct from row({All("s")}) order by {string.Join(", ", table.Key.Select(key => $"coalesce(l.{key}, s.{key})"))} limit 1";
    }

    private static ViewDifference Read(ComparedTable table, string[] columns, string?[] there, string?[] expected)
    {
        var keys = table.Key.Select(key => Array.IndexOf(columns, key)).ToList();
        var isThere = there[keys[0]] is not null;
        var row = string.Join(", ", keys.Select(key => $"{columns[key]} {(isThere ? there : expected)[key]}"));
        if (!isThere) return new(table.Name, row, null, null, Whole(columns, expected));
        if (expected[keys[0]] is null) return new(table.Name, row, null, Whole(columns, there), null);
        var first = Enumerable.Range(0, columns.Length).FirstOrDefault(i => there[i] != expected[i]);
        return new(table.Name, row, columns[first], there[first] ?? "null", expected[first] ?? "null");
    }

    private static string Whole(string[] columns, string?[] values) => string.Join(", ", columns.Zip(values, (column, value) => $"{column} {value ?? "null"}"));

    private static async Task<string[]> ColumnsAsync(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select array_agg(attname::text order by attnum) from pg_attribute where attrelid = ('funding.' || $1)::regclass and attnum > 0 and not attisdropped", connection);
        command.Parameters.Add(new() { Value = table });
        return (string[])(await command.ExecuteScalarAsync(cancellation))!;
    }
}
