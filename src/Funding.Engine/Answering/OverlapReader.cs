using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>The communes of a dossier that other active CPTS cover too.</summary>
internal static class OverlapReader
{
    private static readonly string[] Inactive = [.. Enum.GetValues<PhaseName>().Where(phase => phase.IsClosed()).Select(phase => phase.ToString())];

    /// <summary>As it is now, or as it was known and effective at a horizon.</summary>
    public static async Task<IReadOnlyList<Overlap>> ReadAsync(NpgsqlConnection connection, Guid id, Dossier dossier, Horizon horizon, CancellationToken cancellation)
    {
        var communes = dossier.Territory.Latest.Communes.ToArray();
        if (communes.Length == 0 || dossier.Phase.IsClosed) return [];
        return horizon is { Position: null, Day: null }
            ? await PresentAsync(connection, id, communes, cancellation)
            : Past(await FactReader.ReadAsync(connection, horizon, new WantedCpts(Touching: communes), cancellation), id, communes);
    }

    private static async Task<IReadOnlyList<Overlap>> PresentAsync(NpgsqlConnection connection, Guid id, string[] communes, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select id, name, array(select unnest(communes) intersect select unnest($1) order by 1) from funding.dossiers "
            + "where communes && $1 and id <> $2 and phase <> all($3)", connection);
        command.Parameters.Add(new() { Value = communes });
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = Inactive });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var overlaps = new List<Overlap>();
        while (await reader.ReadAsync(cancellation)) overlaps.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<string[]>(2)));
        return Sorted(overlaps);
    }

    private static List<Overlap> Past(IEnumerable<KnownCpts> known, Guid id, string[] communes)
        => Sorted(from it in known
                  where it.Id != id && !it.Phase.IsClosed()
                  let shared = it.Territory.Communes.Intersect(communes).Order(StringComparer.Ordinal).ToArray()
                  where shared.Length > 0
                  select new Overlap(it.Id, it.Name, shared));

    private static List<Overlap> Sorted(IEnumerable<Overlap> overlaps) => overlaps.OrderBy(it => it.Name, StringComparer.Ordinal).ThenBy(it => it.CptsId).ToList();
}
