using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>Reads the phases that each CPTS went through, as known at a horizon.</summary>
internal static class PathReader
{
    private const string Select =
        $"""
        select cpts_id, region, value ->> 'phase', value ? '{Projecting.Projection.Deemed}', effective_date
        from funding.cpts_facts
        where attribute = 'phase' and {FactReader.Known} and (@region is null or region = @region)
        order by cpts_id, effective_date, position
        """;

    public static async Task<List<CptsPath>> ReadAsync(NpgsqlConnection connection, Horizon horizon, string? region, CancellationToken cancellation)
    {
        await using var command = horizon.Command(connection, Select).With("region", NpgsqlDbType.Text, region);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var paths = new List<CptsPath>();
        var phases = new List<PhaseEntered>();
        while (await reader.ReadAsync(cancellation))
        {
            var id = reader.GetGuid(0);
            if (paths.Count == 0 || paths[^1].Cpts != id) paths.Add(new(id, reader.GetString(1), phases = []));
            var phase = Enum.Parse<PhaseName>(reader.GetString(2));
            phases.Add(new(phase, reader.GetFieldValue<DateOnly>(4), phase == PhaseName.Validated && reader.GetBoolean(3)));
        }

        return paths;
    }
}
