using System.Runtime.CompilerServices;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>Dossiers folded from their streams, some at a time: an export of the nation holds no more of them than that.</summary>
internal sealed class FoldedDossiers(NpgsqlDataSource source, Horizons horizons) : IFoldedDossiers
{
    private const int ReadAtOnce = 200;

    /// <inheritdoc/>
    public async IAsyncEnumerable<FoldedDossier> ReadAsync(DossierQuery query, Moment moment, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var horizon = await horizons.OfViewsAsync(moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var known = await KnownAsync(connection, horizon, query, cancellation);
        await foreach (var folded in FoldAsync(connection, known, horizon, cancellation)) yield return folded;
    }

    /// <summary>The ids of the CPTS that were registered at the horizon.</summary>
    public static async Task<List<Guid>> KnownAsync(NpgsqlConnection connection, Horizon horizon, DossierQuery query, CancellationToken cancellation)
        => (await FactReader.ReadAsync(connection, horizon, new WantedCpts(query.RegionCode, WithCommunes: false), cancellation))
            .Where(it => (query.CptsId is null || it.Id == query.CptsId) && (query.Departments is null || query.Departments.Contains(it.Territory.DepartmentCode)))
            .Select(it => it.Id).ToList();

    /// <summary>The dossiers of those ids at the horizon, in their order.</summary>
    public static async IAsyncEnumerable<FoldedDossier> FoldAsync(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> ids, Horizon horizon, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var chunk in ids.Chunk(ReadAtOnce))
            await foreach (var stream in Storage.StreamReader.LoadSealedAsync(connection, [.. chunk.Select(StreamId.OfCpts)], cancellation, horizon.Position))
                if (StreamId.IsCpts(stream.Id, out var id) && stream.ToCpts(horizon.Day) is Dossier dossier) yield return new(id, stream.Version, dossier);
    }
}
