using Funding.Domain;
using Funding.Domain.Envelopes;
using Funding.Engine.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering.Opening;

/// <summary>What stands behind figures: events with their acts, and the acts of envelopes.</summary>
internal sealed class Provenance(NpgsqlDataSource source, Horizons horizons) : IProvenance
{
    private const string Acts =
        $"""
        select a.position, e.id, e.timestamp, coalesce(e.headers ->> 'actor', ''), a.region, a.year, a.effective_date, a.kind, a.reference,
               a.total, a.fungible, a.ring_fenced, a.prevention, a.medico_social, a.share
        from (select * from funding.envelope_acts where {Horizon.Filter} and (@region is null or region = @region) and (@year is null or year = @year) and position < @after
              order by position desc limit @size) a
        join funding.ledger l on l.position = a.position join funding.mt_events e on e.seq_id = l.seq_id
        order by a.position desc
        """;

    /// <inheritdoc/>
    public async Task<EventDetail?> EventAsync(long position, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await EventDetails.FindAsync(connection, "l.position = $1", position, cancellation);
    }

    /// <inheritdoc/>
    public async Task<EventDetail?> EventAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await EventDetails.FindAsync(connection, "e.id = $1", id, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Page<EnvelopeAct>> EnvelopeActsAsync(string? regionCode, int? year, Moment moment, PageRequest page, CancellationToken cancellation)
    {
        var after = page.After is null ? long.MaxValue : Cursor.Number(Cursor.Read(page.After, 1)[0]);
        var horizon = await horizons.OfViewsAsync(moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = horizon.Command(connection, Acts).With("region", NpgsqlDbType.Text, regionCode).With("year", NpgsqlDbType.Integer, year)
            .With("after", NpgsqlDbType.Bigint, after).With("size", NpgsqlDbType.Integer, page.Size + 1);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var acts = new List<EnvelopeAct>();
        while (await reader.ReadAsync(cancellation)) acts.Add(Act(reader));
        return Cursor.Page(acts, page.Size, it => Cursor.Write(it.Position));
    }

    private static EnvelopeAct Act(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2), Guid.TryParse(row.GetString(3), out var actor) ? new PersonId(actor) : PersonId.System,
        row.GetString(4), row.GetInt32(5), row.GetFieldValue<DateOnly>(6), row.IsDBNull(14) ? Enum.Parse<NotificationKind>(row.GetString(7)) : null, row.GetString(8),
        new EnvelopeParts(new(row.GetInt64(9)), new(row.GetInt64(10)), new(row.GetInt64(11)), new(row.GetInt64(12)), new(row.GetInt64(13))),
        row.IsDBNull(14) ? null : new Money(row.GetInt64(14)));
}
