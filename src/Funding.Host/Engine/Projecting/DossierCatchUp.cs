using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Host.Engine.Appending;
using Funding.Host.Engine.Storage;
using Npgsql;

namespace Funding.Host.Engine.Projecting;

/// <summary>Brings dossier views up to their streams where something other than an act of this engine appended to them.</summary>
internal static class DossierCatchUp
{
    public static async Task RunAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> touched, IReferenceData reference, RuleSettings rules, ILogger log, CancellationToken cancellation)
    {
        foreach (var id in await BehindAsync(connection, touched, cancellation))
        {
            var stream = await Storage.StreamReader.LoadAsync(connection, StreamId.OfCpts(id), null, cancellation);
            if (RowOf(id, stream, reference, rules, log) is not { } row) continue;
            await using var batch = new NpgsqlBatch(connection);
            try
            {
                batch.BatchCommands.Add(row);
                await batch.ExecuteNonQueryAsync(cancellation);
            }
            catch (Exception refused) when (Projector.IsAboutData(refused))
            {
                log.LogError(refused, "The view of CPTS {CptsId} cannot be stored", id);
            }
        }
    }

    /// <summary>The statement, or null for a stream that cannot be read as a dossier: its view stays behind, the others do not.</summary>
    private static NpgsqlBatchCommand? RowOf(Guid id, LoadedStream stream, IReferenceData reference, RuleSettings rules, ILogger log)
    {
        try
        {
            return stream.ToCpts() is Dossier dossier ? DossierRow.Of(id, stream.Version, dossier, stream.Events[0].RecordedAt, reference, rules).ToCommand() : null;
        }
        catch (Exception poison)
        {
            log.LogError(poison, "The view of CPTS {CptsId} cannot be brought up to its stream", id);
            return null;
        }
    }

    private static async Task<List<Guid>> BehindAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> touched, CancellationToken cancellation)
    {
        var behind = new List<Guid>();
        if (touched.Count == 0) return behind;
        await using var command = new NpgsqlCommand(
            "select wanted.id from unnest($1::uuid[]) wanted (id) join funding.mt_streams s on s.id = 'cpts-' || wanted.id::text "
            + "left join funding.dossiers d on d.id = wanted.id where coalesce(d.version, 0) < s.version", connection);
        command.Parameters.Add(new() { Value = touched.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) behind.Add(reader.GetGuid(0));
        return behind;
    }
}
