using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Engine.Appending;
using Funding.Engine.Projecting;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Rebuilding;

/// <summary>
/// The dossiers, each from its own stream: a row tells its version, so what the shadow lacks are the streams that are ahead of it.
/// There are as many rows as CPTS, some thousands in all: they are stored by the statement of the live view.
/// </summary>
internal sealed class DossierView(NpgsqlDataSource source, Shadow shadow, IReferenceData reference, RuleSettings rules, IProgress<int>? progress, ILogger log) : RebuiltView(shadow)
{
    private const int StoredAtOnce = 100;

    private static readonly ComparedTable Table = new("dossiers", "id") { Position = "0::bigint" };

    /// <summary>Where something else than an act of this engine appended, the projector brings the row up to its stream.</summary>
    public override TimeSpan MostLag => TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public override async Task FillAsync(CancellationToken cancellation)
    {
        await Shadow.IndexAsync(cancellation); // first: rows are stored by their key
        await Shadow.EndIndexAsync(cancellation);
        var done = 0;
        await using var reading = await source.OpenConnectionAsync(cancellation);
        foreach (var chunk in (await BehindAsync(cancellation)).Chunk(StoredAtOnce))
        {
            await Shadow.CommitAsync(0, () => StoreAsync(reading, chunk, cancellation), cancellation);
            progress?.Report(done += chunk.Length);
        }
    }

    /// <summary>Only rows at the same version: of the others one was written since.</summary>
    /// <inheritdoc/>
    public override async Task<ViewDifference?> CompareAsync(CancellationToken cancellation)
        => (await Comparison.FirstAsync(Shadow.Connection, Table, "(id, version) in (select id, version from funding.dossiers intersect select id, version from funding_rebuild.dossiers)", 0, cancellation))?.Difference;

    /// <inheritdoc/>
    public override async Task<(long? Position, ViewDifference? Difference)> FinishAsync(long checkpoint, CancellationToken cancellation)
    {
        await StoreAsync(Shadow.Connection, await BehindAsync(cancellation), cancellation);
        return (0, (await Comparison.FirstAsync(Shadow.Connection, Table, "true", 0, cancellation))?.Difference);
    }

    /// <summary>Within a transaction. Rows that the tables refuse give way, one by one, to what the dossier was before.</summary>
    private async Task StoreAsync(NpgsqlConnection reading, IEnumerable<Guid> behind, CancellationToken cancellation)
    {
        var dossiers = new List<IEnumerable<DossierRow>>();
        foreach (var id in behind)
            dossiers.Add(DossierCatchUp.RowsOf(id, await Storage.StreamReader.LoadAsync(reading, StreamId.OfCpts(id), null, cancellation), reference, rules, log));
        if (await TryPutAsync(dossiers.SelectMany(rows => rows.Take(1)).ToList(), cancellation)) return;
        foreach (var rows in dossiers)
            foreach (var row in rows)
                if (await TryPutAsync([row], cancellation)) break;
    }

    private async Task<bool> TryPutAsync(List<DossierRow> rows, CancellationToken cancellation)
    {
        await Shadow.RunAsync("savepoint rows", cancellation);
        try
        {
            await using var batch = new NpgsqlBatch(Shadow.Connection);
            batch.BatchCommands.Add(DossierRow.Put(rows, "funding_rebuild.dossiers"));
            await batch.ExecuteNonQueryAsync(cancellation);
            return true;
        }
        catch (Exception refused) when (Refusals.AreAboutData(refused))
        {
            log.LogDebug(refused, "One of {Count} rows of dossiers cannot be stored", rows.Count);
            await Shadow.RunAsync("rollback to savepoint rows", cancellation);
            return false;
        }
    }

    private async Task<List<Guid>> BehindAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select s.id from funding.mt_streams s left join funding_rebuild.dossiers d on s.id = 'cpts-' || d.id::text where s.id like 'cpts-%' and coalesce(d.version, 0) < s.version order by s.id",
            Shadow.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var behind = new List<Guid>();
        while (await reader.ReadAsync(cancellation))
            if (StreamId.IsCpts(reader.GetString(0), out var id)) behind.Add(id);
        return behind;
    }
}
