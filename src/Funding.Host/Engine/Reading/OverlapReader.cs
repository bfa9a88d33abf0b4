using Funding.Domain.Cpts;
using Funding.Host.Reading;
using Npgsql;

namespace Funding.Host.Engine.Reading;

/// <summary>The communes of a dossier that other active CPTS cover today.</summary>
internal static class OverlapReader
{
    private static readonly string[] Inactive = [nameof(PhaseName.Refused), nameof(PhaseName.Withdrawn), nameof(PhaseName.Ended)];

    public static async Task<IReadOnlyList<Overlap>> ReadAsync(NpgsqlConnection connection, Guid id, Dossier dossier, CancellationToken cancellation)
    {
        var communes = dossier.Territory.Latest.Communes.ToArray();
        if (communes.Length == 0 || dossier.Phase.IsClosed) return [];
        await using var command = new NpgsqlCommand(
            "select id, name, array(select unnest(communes) intersect select unnest($1) order by 1) from funding.dossiers "
            + "where communes && $1 and id <> $2 and phase <> all($3) order by name, id", connection);
        command.Parameters.Add(new() { Value = communes });
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = Inactive });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var overlaps = new List<Overlap>();
        while (await reader.ReadAsync(cancellation)) overlaps.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<string[]>(2)));
        return overlaps;
    }
}
