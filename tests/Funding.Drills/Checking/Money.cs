using System.Globalization;
using Funding.Drills.Load;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Checking;

/// <summary>Entries recounted from the events and from what was acknowledged; envelopes never below zero at any version.</summary>
internal static class Money
{
    /// <summary>The acts of the drills move money in these ways only; of others a difference would be told.</summary>
    private const string Recounted =
        """
        select cpts, source, kind, sum(cents)::bigint as cents from (
          select substr(stream_id, 6)::uuid as cpts, data->'commitment'->>'source' as source,
                 case type when 'fir_grant_awarded' then 'Committed' when 'payment_made' then 'Paid' when 'recovery_ordered' then 'RecoveryOrdered' else 'Certified' end as kind,
                 (case type when 'payment_refused' then -1 else 1 end * (data->>'amount')::numeric * 100)::bigint as cents
          from funding.mt_events where type in ('fir_grant_awarded', 'service_certified', 'payment_refused', 'payment_made', 'recovery_ordered') and stream_id like 'cpts-%') moved
        group by cpts, source, kind
        """;

    private const string Differences =
        $"""
        select coalesce(e.cpts, r.cpts)::text || ' ' || coalesce(e.kind, r.kind) || ': ' || coalesce(e.cents, 0) || ' in the entries, ' || coalesce(r.cents, 0) || ' in the log'
        from (select cpts_id as cpts, lower(source) as source, kind, sum(cents)::bigint as cents from funding.entries group by 1, 2, 3) e
        full join ({Recounted}) r on (r.cpts, r.source, r.kind) = (e.cpts, e.source, e.kind) where e.cents is distinct from r.cents
        """;

    private const string Envelopes =
        """
        select stream_id, version, type, coalesce((data->>'amount')::numeric, 0) as amount, coalesce((data->'parts'->>'fungible')::numeric, 0) as fungible
        from funding.mt_events where stream_id like 'fir-envelope-%' order by stream_id, version
        """;

    public static async Task<IEnumerable<Finding>> FindAsync(NpgsqlConnection connection, Audit audit) =>
    [
        .. await connection.ListAsync(Differences, row => new Finding(Check.Entries, row.GetString(0))),
        .. await AcknowledgedAsync(connection, audit.Journal),
        .. await OverspentAsync(connection),
    ];

    private static async Task<IEnumerable<Finding>> AcknowledgedAsync(NpgsqlConnection connection, Journal journal)
    {
        var there = (await connection.ListAsync("select kind, sum(cents)::bigint from funding.entries group by kind", row => (Kind: row.GetString(0), Cents: row.GetInt64(1)))).ToDictionary(row => row.Kind, row => row.Cents);
        // Of an act that nobody asked for again, and whose answer was lost, either is right.
        if (journal.Acts.Any(act => act is { Fate: Fate.Unknown, Money: not null })) return [];
        var told = journal.Acts.Where(act => act.Fate == Fate.Done && act.Money is not null).GroupBy(act => act.Money!.Value.Kind).ToDictionary(acts => acts.Key, acts => acts.Sum(act => act.Money!.Value.Cents));
        return from kind in there.Keys.Union(told.Keys)
               let difference = there.GetValueOrDefault(kind) - told.GetValueOrDefault(kind)
               where difference != 0
               select new Finding(Check.Entries, string.Create(CultureInfo.InvariantCulture, $"{kind}: {difference} cents more in the entries than acknowledged"));
    }

    private static async Task<IEnumerable<Finding>> OverspentAsync(NpgsqlConnection connection)
    {
        var findings = new List<Finding>();
        var (stream, available) = ("", 0m);
        foreach (var (id, version, type, amount, fungible) in await connection.ListAsync(Envelopes, row => (row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetDecimal(3), row.GetDecimal(4))))
        {
            if (id != stream) (stream, available) = (id, 0m);
            available += type switch { "envelope_notified" => fungible, "credit_committed" => -amount, "credit_released" => amount, _ => 0m };
            if (available < 0) findings.Add(new Finding(Check.Overspent, string.Create(CultureInfo.InvariantCulture, $"{id} is {-available} € short at version {version}")));
        }

        return findings;
    }
}
