using System.Runtime.CompilerServices;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>The entries and the log, as they are.</summary>
internal sealed class Audit(NpgsqlDataSource source, Horizons horizons) : IAudit
{
    /// <inheritdoc/>
    public async Task<Page<EntryRow>> EntriesAsync(EntryQuery query, PageRequest page, CancellationToken cancellation)
    {
        var horizon = await horizons.OfViewsAsync(query.Moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await PageAsync(connection, horizon, query, page, cancellation);
    }

    /// <inheritdoc/>
    public async Task<OpenedEntries> OpenAsync(EntryQuery query, PageRequest page, CancellationToken cancellation)
    {
        var horizon = await horizons.OfViewsAsync(query.Moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return new OpenedEntries(await SumAsync(connection, horizon, query, cancellation), await PageAsync(connection, horizon, query, page, cancellation));
    }

    private static async Task<EntrySum> SumAsync(NpgsqlConnection connection, Horizon horizon, EntryQuery query, CancellationToken cancellation)
    {
        await using var command = horizon.Command(connection, "");
        command.CommandText = $"select source, kind, sum(cents), count(*) from funding.entries where {Horizon.Filter}{EntryRows.Which(command, query)} group by source, kind";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var summing = new Summing();
        while (await reader.ReadAsync(cancellation))
            summing.Take(Enum.Parse<FundingSource>(reader.GetString(0)), Enum.Parse<EntryKind>(reader.GetString(1)), new Money((long)reader.GetDecimal(2)), reader.GetInt64(3));
        return summing.Sum;
    }

    private static async Task<Page<EntryRow>> PageAsync(NpgsqlConnection connection, Horizon horizon, EntryQuery query, PageRequest page, CancellationToken cancellation)
    {
        var after = page.After is null ? null : Cursor.Read(page.After, 2);
        await using var command = horizon.Command(connection, "");
        command.CommandText =
            $"""
            select {EntryRows.Columns} from funding.entries where {Horizon.Filter}{EntryRows.Which(command, query)} and (position, ordinal) < (@after, @after_ordinal)
            order by position desc, ordinal desc limit @size
            """;
        EntryRows.Page(command, after, page.Size);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<EntryRow>();
        while (await reader.ReadAsync(cancellation)) rows.Add(EntryRows.Read(reader));
        return Cursor.Page(rows, page.Size, row => Cursor.Write(row.Position, row.Ordinal));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EntryRow> AllEntriesAsync(EntryQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var horizon = await horizons.OfViewsAsync(query.Moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = horizon.Command(connection, "");
        command.CommandText = $"select {EntryRows.Columns} from funding.entries where {Horizon.Filter}{EntryRows.Which(command, query)} order by position, ordinal";
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return EntryRows.Read(reader);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerLine> EventsAsync(long after, string? stream, string? type, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand(
            $"select {StoredEvent.Columns} from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id "
            + "where l.position > @after and (@stream is null or e.stream_id = @stream) and (@type is null or e.type = @type) order by l.position", connection)
            .With("after", NpgsqlDbType.Bigint, after).With("stream", NpgsqlDbType.Text, stream).With("type", NpgsqlDbType.Text, type);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return CanonicalEvent.Line(StoredEvent.Read(reader));
    }
}
