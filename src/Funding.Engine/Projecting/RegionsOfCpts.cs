using System.Runtime.InteropServices;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Projecting;

/// <summary>The regions of CPTS by their registrations, which never change: each is asked for once.</summary>
internal sealed class RegionsOfCpts
{
    private readonly Dictionary<Guid, string> known = [];

    /// <summary>Gives the facts without a region theirs. A fact of a CPTS that no registration gives one is a fault of its event.</summary>
    public async Task FillAsync(NpgsqlConnection connection, ProjectedRows rows, CancellationToken cancellation)
    {
        await OfAsync(connection, rows.Facts.Where(fact => fact.Region is null).Select(fact => fact.CptsId), cancellation);
        foreach (ref var fact in CollectionsMarshal.AsSpan(rows.Facts))
            if (fact.Region is null && known.TryGetValue(fact.CptsId, out var region)) fact = fact with { Region = region };
        var lost = rows.Facts.Where(fact => fact.Region is null).Select(fact => fact.Position).Distinct().ToList();
        if (lost.Count == 0) return;
        rows.Facts.RemoveAll(fact => fact.Region is null);
        rows.Faults.AddRange(lost.Select(position => (position, "No registration gives this CPTS a region.")));
    }

    /// <summary>The regions known, with those of these CPTS among them; none of one whose registration gives none.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(NpgsqlConnection connection, IEnumerable<Guid> cpts, CancellationToken cancellation)
    {
        var unknown = cpts.Where(id => !known.ContainsKey(id)).Distinct().ToList();
        if (unknown.Count > 0) await AskAsync(connection, unknown, cancellation);
        return known;
    }

    private async Task AskAsync(NpgsqlConnection connection, List<Guid> unknown, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select substring(stream_id from 6)::uuid, data ->> 'regionCode' from funding.mt_events where stream_id = any($1) and version = 1", connection);
        command.Parameters.Add(new() { Value = unknown.Select(StreamId.OfCpts).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            if (!reader.IsDBNull(1)) known[reader.GetGuid(0)] = reader.GetString(1);
    }
}
