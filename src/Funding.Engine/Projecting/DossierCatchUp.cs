using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Engine.Appending;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Projecting;

/// <summary>Brings dossier views up to their streams where something other than an act of this engine appended to them.</summary>
internal static class DossierCatchUp
{
    public static async Task RunAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> touched, IReferenceData reference, RuleSettings rules, ILogger log, CancellationToken cancellation)
    {
        foreach (var id in await BehindAsync(connection, touched, cancellation))
        {
            var stream = await Storage.StreamReader.LoadAsync(connection, StreamId.OfCpts(id), null, cancellation);
            foreach (var row in RowsOf(id, stream, reference, rules, log))
            {
                try
                {
                    await using var batch = new NpgsqlBatch(connection);
                    batch.BatchCommands.Add(row.ToCommand());
                    await batch.ExecuteNonQueryAsync(cancellation);
                    break;
                }
                catch (Exception refused) when (Refusals.AreAboutData(refused))
                {
                    log.LogError(refused, "The view of CPTS {CptsId} cannot be stored at version {Version}", id, row.Version);
                }
            }
        }
    }

    /// <summary>
    /// The dossier view of a stream at its last version, then at each one before, as far as there is one: the first that the tables
    /// take is the view. So an event that cannot be read, folded or shown leaves the view as it was before it, whoever works it out.
    /// </summary>
    public static IEnumerable<DossierRow> RowsOf(Guid id, LoadedStream stream, IReferenceData reference, RuleSettings rules, ILogger log)
    {
        for (var count = stream.Events.Count; count > 0; count--)
        {
            DossierRow? row = null;
            try
            {
                row = RowOf(id, stream with { Events = stream.Events.Take(count).ToList() }, reference, rules);
            }
            catch (Exception poison)
            {
                log.Log(count == stream.Events.Count ? LogLevel.Error : LogLevel.Debug, poison, "The view of CPTS {CptsId} cannot be brought up to version {Version}", id, count);
            }

            if (row is not null) yield return row;
        }
    }

    private static DossierRow? RowOf(Guid id, LoadedStream stream, IReferenceData reference, RuleSettings rules)
    {
        if (stream.ToCpts() is not Dossier dossier) return null;
        var row = DossierRow.Of(id, stream.Version, dossier, stream.Events[0].RecordedAt, reference, rules);
        _ = row.ToCommand(); // fails here, for what has no name or no territory to show
        return row;
    }

    private static async Task<List<Guid>> BehindAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> touched, CancellationToken cancellation)
    {
        var behind = new List<Guid>();
        if (touched.Count == 0) return behind;
        await using var command = new NpgsqlCommand(
            // Row by row: joined, the server would rather read both tables whole.
            "select wanted.id from unnest($1::uuid[]) wanted (id) where (select s.version from funding.mt_streams s where s.id = 'cpts-' || wanted.id::text) "
            + "> coalesce((select d.version from funding.dossiers d where d.id = wanted.id), 0)", connection);
        command.Parameters.Add(new() { Value = touched.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) behind.Add(reader.GetGuid(0));
        return behind;
    }
}
