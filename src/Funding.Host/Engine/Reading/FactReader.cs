using System.Text.Json;
using Funding.Domain.Cpts;
using Funding.Host.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Host.Engine.Reading;

/// <summary>A CPTS as its facts tell at a horizon.</summary>
internal sealed record KnownCpts(Guid Id, string Region, long RegisteredAt, string Name, Territory Territory, PhaseName Phase, DateOnly PhaseSince, bool Synthetic);

/// <summary>Reads the facts of CPTS: of each attribute the value that holds.</summary>
internal static class FactReader
{
    private const string Select =
        $"""
        select distinct on (cpts_id, attribute) cpts_id, region, attribute, value::text, effective_date,
               min(position) over (partition by cpts_id) as registered
        from funding.cpts_facts
        where {Horizon.Filter} and (voided_by is null or voided_by > @position) and (@region is null or region = @region)
        order by cpts_id, attribute, effective_date desc, position desc
        """;

    /// <summary>The CPTS of a region, or of the nation, registered at the horizon.</summary>
    public static async Task<List<KnownCpts>> ReadAsync(NpgsqlConnection connection, Horizon horizon, string? region, CancellationToken cancellation)
    {
        await using var command = horizon.Command(connection, Select).With("region", NpgsqlDbType.Text, region);
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
