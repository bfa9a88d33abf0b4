using System.Globalization;
using System.Text;
using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Host.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Host.Engine.Appending;

/// <summary>The dossier view as it is stored with every act, at the version of its stream.</summary>
internal sealed record DossierRow(Guid Id, long Version, Dossier State, DateTimeOffset CreatedAt, DateTimeOffset? NextDueAt)
{
    private const string Put =
        """
         as d
          (id, version, region, department, name, search, phase, phase_since, population, communes, synthetic, totals, created_at, next_due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
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
    /// <param name="table">The live table, or one of its shape beside it.</param>
    public NpgsqlBatchCommand ToCommand(string table = "funding.dossiers")
    {
        var territory = State.Territory.Latest;
        var name = State.Name.Latest;
        var command = Storage.StreamReader.Command(
            $"insert into {table}{Put}", Id, Version, State.RegionCode, territory.DepartmentCode, name, Searchable(name), State.Phase.Name.ToString(), State.Phase.Since,
            territory.Population, territory.Communes.ToArray(), State.Registration.Synthetic ?? false);
        command.Parameters.Add(new NpgsqlParameter { Value = TotalsJson.Write(Totals.BySource(State.Commitments.Values)), NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter { Value = CreatedAt.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { Value = NextDueAt is { } due ? due.UtcDateTime : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return command;
    }

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
