using Npgsql;

namespace Funding.Benchmarks.Measuring;

/// <summary>The rows of a table as COPY gave them: bytes in memory that cost nothing to make again.</summary>
internal sealed record CopiedRows(string Table, IReadOnlyList<byte[]> Bytes)
{
    public static async Task<CopiedRows> OfAsync(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync($"copy funding.{table} to stdout (format binary)", cancellation);
        var (parts, buffer) = (new List<byte[]>(), new byte[1 << 16]);
        for (int length; (length = await copy.ReadAsync(buffer, cancellation)) > 0;) parts.Add(buffer[..length]);
        return new CopiedRows(table, parts);
    }

    /// <summary>Copies them into a table of the same columns.</summary>
    public async Task IntoAsync(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync($"copy funding.{table} from stdin (format binary)", cancellation);
        foreach (var part in Bytes) await copy.WriteAsync(part, cancellation);
    }
}
