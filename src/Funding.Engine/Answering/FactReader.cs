using System.Text.Json;
using Funding.Domain.Cpts;
using Funding.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>A CPTS as its facts tell at a horizon.</summary>
internal sealed record KnownCpts(Guid Id, string Region, long RegisteredAt, string Name, Territory Territory, PhaseName Phase, DateOnly PhaseSince, bool Synthetic);

/// <summary>Which CPTS, and how much of them. Null members do not restrict.</summary>
/// <param name="Region">Of a region.</param>
/// <param name="Touching">That ever covered one of these communes.</param>
/// <param name="WithCommunes">False to leave the communes of territories out: most of what there is to read of a CPTS.</param>
internal sealed record WantedCpts(string? Region = null, string[]? Touching = null, bool WithCommunes = true);

/// <summary>Reads the facts of CPTS: of each attribute the value that holds.</summary>
internal static class FactReader
{
    /// <summary>The facts that hold at a horizon: none that was voided by then.</summary>
    public const string Known = $"{Horizon.Filter} and (voided_by is null or voided_by > @position)";

    /// <summary>The CPTS registered at the horizon.</summary>
    public static async Task<List<KnownCpts>> ReadAsync(NpgsqlConnection connection, Horizon horizon, WantedCpts wanted, CancellationToken cancellation)
    {
        await using var command = horizon.Command(connection, Select(wanted));
        if (wanted.Region is not null) command.With("region", NpgsqlDbType.Text, wanted.Region);
        if (wanted.Touching is not null) command.With("communes", NpgsqlDbType.Array | NpgsqlDbType.Text, wanted.Touching);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var known = new List<KnownCpts>();
        Builder? builder = null;
        while (await reader.ReadAsync(cancellation))
        {
            var id = reader.GetGuid(0);
            if (builder?.Id != id)
            {
                builder?.AddTo(known);
                builder = new Builder(id, reader.GetString(1), reader.GetInt64(5));
            }

            builder.Take(reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateOnly>(4));
        }

        builder?.AddTo(known);
        return known;
    }

    private static string Select(WantedCpts wanted)
    {
        var which = $"{Known}{(wanted.Region is null ? "" : " and region = @region")}"
            + (wanted.Touching is null ? "" : " and cpts_id in (select cpts_id from funding.cpts_facts where attribute = 'territory' and value -> 'communes' ?| @communes)");
        var value = wanted.WithCommunes ? "value" : "case attribute when 'territory' then jsonb_set(value, '{communes}', '[]') else value end";
        return $"""
            select distinct on (cpts_id, attribute) cpts_id, region, attribute, ({value})::text, effective_date, registered
            from funding.cpts_facts join (select cpts_id, min(position) as registered from funding.cpts_facts where {which} group by cpts_id) first using (cpts_id)
            where {which}
            order by cpts_id, attribute, effective_date desc, position desc
            """;
    }

    private sealed class Builder(Guid id, string region, long registered)
    {
        private string? name;
        private Territory? territory;
        private (PhaseName Name, DateOnly Since)? phase;
        private bool synthetic;

        public Guid Id => id;

        public void Take(string attribute, string value, DateOnly since)
        {
            if (attribute == "name") name = JsonSerializer.Deserialize<string>(value);
            else if (attribute == "territory") territory = JsonSerializer.Deserialize<Territory>(value, EventJson.Options);
            else if (attribute == "synthetic") synthetic = true;
            else if (attribute == "phase") phase = (Enum.Parse<PhaseName>(JsonDocument.Parse(value).RootElement.GetProperty("phase").GetString()!), since);
        }

        public void AddTo(List<KnownCpts> known)
        {
            if (name is not null && territory is not null && phase is { } entered) known.Add(new(id, region, registered, name, territory, entered.Name, entered.Since, synthetic));
        }
    }
}
