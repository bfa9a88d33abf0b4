using System.Collections.Concurrent;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>
/// What is to come, folded from the streams themselves: nothing is stored that could be wrong. What was worked out for a version of a
/// dossier is remembered, so that a question about the present reads only the dossiers that changed since the last one.
/// </summary>
internal sealed class Outlooks(NpgsqlDataSource source, Horizons horizons, RuleSettings rules) : IOutlooks
{
    private const string Present =
        """
        select id, version from funding.dossiers
        where (@region is null or region = @region) and (@departments is null or department = any(@departments)) and (@id is null or id = @id)
        """;

    private readonly ConcurrentDictionary<Guid, (long Version, Outlook Outlook)> remembered = new();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Outlook>> ReadAsync(DossierQuery query, Moment moment, CancellationToken cancellation)
    {
        if (moment == Moment.Now) return await ReadPresentAsync(query, cancellation);
        var horizon = await horizons.OfViewsAsync(moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var known = await FoldedDossiers.KnownAsync(connection, horizon, query, cancellation);
        return (await FoldAsync(connection, known, horizon, cancellation)).ConvertAll(it => it.Outlook);
    }

    private async Task<IReadOnlyList<Outlook>> ReadPresentAsync(DossierQuery query, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var versions = await VersionsAsync(connection, query, cancellation);
        var outdated = versions.Where(it => !(remembered.TryGetValue(it.Id, out var known) && known.Version >= it.Version)).Select(it => it.Id).ToList();
        foreach (var folded in await FoldAsync(connection, outdated, new Horizon(null, null), cancellation))
            remembered.AddOrUpdate(folded.Outlook.Id, folded, (_, known) => known.Version > folded.Version ? known : folded);
        return versions.Select(it => remembered.GetValueOrDefault(it.Id).Outlook).OfType<Outlook>().ToList();
    }

    private static async Task<List<(Guid Id, long Version)>> VersionsAsync(NpgsqlConnection connection, DossierQuery query, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Present, connection)
            .With("region", NpgsqlDbType.Text, query.RegionCode).With("departments", NpgsqlDbType.Array | NpgsqlDbType.Text, query.Departments?.ToArray()).With("id", NpgsqlDbType.Uuid, query.CptsId);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var versions = new List<(Guid, long)>();
        while (await reader.ReadAsync(cancellation)) versions.Add((reader.GetGuid(0), reader.GetInt64(1)));
        return versions;
    }

    private async Task<List<(long Version, Outlook Outlook)>> FoldAsync(NpgsqlConnection connection, List<Guid> ids, Horizon horizon, CancellationToken cancellation)
    {
        var folded = new List<(long, Outlook)>(ids.Count);
        await foreach (var it in FoldedDossiers.FoldAsync(connection, ids, horizon, cancellation)) folded.Add((it.Version, Of(it.Id, it.State)));
        return folded;
    }

    private Outlook Of(Guid id, Dossier dossier) => new(
        id, dossier.Name.Latest, dossier.RegionCode, dossier.Territory.Latest.DepartmentCode, dossier.Registration.Synthetic == true, dossier.Phase,
        [.. WaitingActs.Of(dossier, rules)], [.. Deadlines.Of(dossier, rules)], [.. Payables.Of(dossier)],
        [.. from contract in dossier.Contracts.All from change in contract.Terms.Changes select new Agreement(contract.Number, change.Since, change.Value)]);
}
