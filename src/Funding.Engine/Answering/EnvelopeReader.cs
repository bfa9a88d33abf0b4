using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>Envelopes at a horizon: what was notified and shared, less what FIR grants commit.</summary>
internal static class EnvelopeReader
{
    private const string Acts =
        $"""
        select region, year, effective_date, kind, reference, total, fungible, ring_fenced, prevention, medico_social, share, synthetic
        from funding.envelope_acts
        where {Horizon.Filter} and (@region is null or region = @region) and (@year is null or year = @year)
        order by year desc, region, position
        """;

    public static async Task<List<EnvelopeView>> ReadAsync(NpgsqlConnection connection, Horizon horizon, string? region, int? year, CancellationToken cancellation)
    {
        var committed = await CommittedAsync(connection, horizon, region, year, cancellation);
        await using var command = horizon.Command(connection, Acts).With("region", NpgsqlDbType.Text, region).With("year", NpgsqlDbType.Integer, year);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var acts = new List<(string Region, int Year, bool Synthetic, EnvelopeEvent Event)>();
        while (await reader.ReadAsync(cancellation)) acts.Add((reader.GetString(0), reader.GetInt32(1), reader.GetBoolean(11), EventOf(reader)));
        return acts.GroupBy(act => (act.Region, act.Year))
            .Select(group => View(FirEnvelope.Fold(group.Key.Region, group.Key.Year, group.Select(act => act.Event)), committed.GetValueOrDefault(group.Key),
                group.Select(act => act.Event).OfType<EnvelopeNotified>().ToList(), group.Any(act => act.Synthetic)))
            .Where(view => view.Notifications.Count > 0).ToList();
    }

    private static EnvelopeView View(FirEnvelope envelope, Money committed, List<EnvelopeNotified> notified, bool synthetic) => new(
        envelope.RegionCode, envelope.Year, envelope.Parts, envelope.CptsShare, new EnvelopeFigures(envelope.Authorised, committed),
        notified.OrderBy(it => it.EffectiveDate).Select(it => new NotificationView(it.Kind, it.Reference!, it.EffectiveDate, it.Parts)).ToList(), synthetic);

    private static EnvelopeEvent EventOf(NpgsqlDataReader row)
    {
        var (on, reference) = (row.GetFieldValue<DateOnly>(2), row.GetString(4));
        if (!row.IsDBNull(10)) return new CptsShareSet(new Money(row.GetInt64(10))) { EffectiveDate = on, Reference = reference };
        var parts = new EnvelopeParts(new(row.GetInt64(5)), new(row.GetInt64(6)), new(row.GetInt64(7)), new(row.GetInt64(8)), new(row.GetInt64(9)));
        return new EnvelopeNotified(row.GetString(0), row.GetInt32(1), Enum.Parse<NotificationKind>(row.GetString(3)), parts, row.GetBoolean(11) ? true : null)
        {
            EffectiveDate = on, Reference = reference,
        };
    }

    private static async Task<Dictionary<(string Region, int Year), Money>> CommittedAsync(
        NpgsqlConnection connection, Horizon horizon, string? region, int? year, CancellationToken cancellation)
    {
        await using var command = EntrySums.Command(
            connection, horizon, "region, budget_year", new SummedEntries(region, year, FundingSource.Fir, EntryKind.Committed));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var sums = new Dictionary<(string, int), Money>();
        while (await reader.ReadAsync(cancellation)) sums[(reader.GetString(0), reader.GetInt32(1))] = new Money((long)reader.GetDecimal(2));
        return sums;
    }
}
