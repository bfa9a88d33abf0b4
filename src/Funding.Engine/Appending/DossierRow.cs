using System.Globalization;
using System.Text;
using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Appending;

/// <summary>The dossier view as it is stored with every act, at the version of its stream.</summary>
internal sealed record DossierRow(Guid Id, long Version, Dossier State, DateTimeOffset CreatedAt, DateTimeOffset? NextDueAt)
{
    private const string PutRows =
        """
         as d
          (id, version, region, department, name, search, phase, phase_since, population, communes, synthetic, totals, created_at, next_due_at)
        select id, version, region, department, name, search, phase, since, population, string_to_array(communes, ','), synthetic, totals, created, due
        from (
          select unnest($1::uuid[]), unnest($2::bigint[]), unnest($3::text[]), unnest($4::text[]), unnest($5::text[]), unnest($6::text[]), unnest($7::text[]),
            unnest($8::date[]), unnest($9::integer[]), unnest($10::text[]), unnest($11::boolean[]), unnest($12::jsonb[]), unnest($13::timestamptz[]), unnest($14::timestamptz[]))
          as r (id, version, region, department, name, search, phase, since, population, communes, synthetic, totals, created, due)
        order by id
        on conflict (id) do update set
          version = excluded.version, department = excluded.department, name = excluded.name, search = excluded.search, phase = excluded.phase,
          phase_since = excluded.phase_since, population = excluded.population, communes = excluded.communes, totals = excluded.totals,
          next_due_at = excluded.next_due_at
        where d.version < excluded.version
        """;

    public static DossierRow Of(Guid id, long version, Dossier state, DateTimeOffset createdAt, IReferenceData reference, RuleSettings rules)
    {
        var next = FallingDue.Of(state, rules).FirstOrDefault();
        return new(id, version, state, createdAt, next is null ? null : reference.ZoneOf(state.RegionCode).StartOf(next.On));
    }

    /// <summary>The statement that stores the row, unless a later version is there.</summary>
    public NpgsqlBatchCommand ToCommand() => Put([this]);

    /// <summary>The statement that stores rows of different CPTS, each unless a later version is there.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="table">The live table, or one of its shape beside it.</param>
    public static NpgsqlBatchCommand Put(IReadOnlyList<DossierRow> rows, string table = "funding.dossiers")
    {
        var command = Storage.StreamReader.Command(
            $"insert into {table}{PutRows}", Of(row => row.Id), Of(row => row.Version), Of(row => row.State.RegionCode), Of(row => row.Territory.DepartmentCode), Of(row => row.Name),
            Of(row => Searchable(row.Name)), Of(row => row.State.Phase.Name.ToString()), Of(row => row.State.Phase.Since), Of(row => row.Territory.Population),
            Of(row => string.Join(',', row.Territory.Communes)), Of(row => row.State.Registration.Synthetic ?? false));
        command.Parameters.Add(new NpgsqlParameter { Value = Of(row => TotalsJson.Write(Totals.BySource(row.State.Commitments.Values))), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter { Value = Of(row => row.CreatedAt.UtcDateTime) });
        command.Parameters.Add(new NpgsqlParameter { Value = Of(row => row.NextDueAt?.UtcDateTime), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        return command;

        T[] Of<T>(Func<DossierRow, T> value) => rows.Select(value).ToArray();
    }

    private Territory Territory => State.Territory.Latest;

    private string Name => State.Name.Latest;

    /// <summary>Lower case without accents: what searches compare. What PostgreSQL cannot hold in a text becomes U+FFFD.</summary>
    public static string Searchable(string text)
    {
        var plain = new StringBuilder(text.Length);
        var wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\0', '\uFFFD')));
        foreach (var letter in wellFormed.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark) plain.Append(char.ToLowerInvariant(letter));
        return plain.ToString();
    }
}

/// <summary>Totals by source as they are kept in the dossier view, in cents.</summary>
internal static class TotalsJson
{
    public static string Write(IReadOnlyDictionary<FundingSource, Totals> totals)
        => JsonSerializer.Serialize(totals.ToDictionary(pair => pair.Key.ToString(), pair => Cents(pair.Value)));

    public static Dictionary<FundingSource, Totals> Read(string json)
        => JsonSerializer.Deserialize<Dictionary<string, long[]>>(json)!.ToDictionary(pair => Enum.Parse<FundingSource>(pair.Key), pair => FromCents(pair.Value));

    private static long[] Cents(Totals it)
        => [it.Committed.Cents, it.Certified.Cents, it.Paid.Cents, it.Barred.Cents, it.RecoveryOrdered.Cents, it.Recovered.Cents, it.Waived.Cents];

    private static Totals FromCents(long[] cents)
        => new(new(cents[0]), new(cents[1]), new(cents[2]), new(cents[3]), new(cents[4]), new(cents[5]), new(cents[6]));
}
