using System.Runtime.CompilerServices;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Host.Engine.Storage;
using Funding.Host.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Host.Engine.Reading;

/// <summary>The entries and the log, as they are.</summary>
internal sealed class Audit(NpgsqlDataSource source, Horizons horizons) : IAudit
{
    private const string Select =
        $"""
        select position, ordinal, event_id, recorded_at, effective_date, cpts_id, region, department, source, budget_year, commitment, instalment, kind, cents
        from funding.entries
        where {Horizon.Filter} and (@region is null or region = @region) and (@departments is null or department = any(@departments))
          and (@source is null or source = @source) and (@year is null or budget_year = @year) and (@from is null or effective_date >= @from)
          and (@to is null or effective_date <= @to) and (@kind is null or kind = @kind) and (@cpts is null or cpts_id = @cpts)
        """;

    private const string NewestFirst = Select + " and (position, ordinal) < (@after, @after_ordinal) order by position desc, ordinal desc limit @size";
    private const string OldestFirst = Select + " order by position, ordinal";

    /// <inheritdoc/>
    public async Task<Page<EntryRow>> EntriesAsync(EntryQuery query, PageRequest page, CancellationToken cancellation)
    {
        var after = page.After is null ? null : Cursor.Read(page.After, 2);
        var horizon = await horizons.OfViewsAsync(query.Moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = Command(connection, horizon, NewestFirst, query)
            .With("after", NpgsqlDbType.Bigint, after is null ? long.MaxValue : Cursor.Number(after[0]))
            .With("after_ordinal", NpgsqlDbType.Bigint, after is null ? 0L : Cursor.Number(after[1])).With("size", NpgsqlDbType.Integer, page.Size + 1);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<EntryRow>();
        while (await reader.ReadAsync(cancellation)) rows.Add(Row(reader));
        return Cursor.Page(rows, page.Size, row => Cursor.Write(row.Position, row.Ordinal));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EntryRow> AllEntriesAsync(EntryQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var horizon = await horizons.OfViewsAsync(query.Moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = Command(connection, horizon, OldestFirst, query);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return Row(reader);
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

    private static NpgsqlCommand Command(NpgsqlConnection connection, Horizon horizon, string sql, EntryQuery query) => horizon.Command(connection, sql)
        .With("region", NpgsqlDbType.Text, query.RegionCode).With("departments", NpgsqlDbType.Array | NpgsqlDbType.Text, query.Departments?.ToArray())
        .With("source", NpgsqlDbType.Text, query.Source?.ToString()).With("year", NpgsqlDbType.Integer, query.BudgetYear)
        .With("from", NpgsqlDbType.Date, query.From).With("to", NpgsqlDbType.Date, query.To)
        .With("kind", NpgsqlDbType.Text, query.Kind?.ToString()).With("cpts", NpgsqlDbType.Uuid, query.CptsId);

    private static EntryRow Row(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt16(1), row.GetGuid(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateOnly>(4), row.GetGuid(5),
        row.GetString(6), row.GetString(7), Enum.Parse<FundingSource>(row.GetString(8)), row.GetInt32(9), row.GetString(10),
        row.IsDBNull(11) ? null : row.GetInt32(11), Enum.Parse<EntryKind>(row.GetString(12)), new Money(row.GetInt64(13)));
}
