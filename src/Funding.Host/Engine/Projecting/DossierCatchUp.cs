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
                batch.BatchCommands.Add(row.ToCommand());
                await batch.ExecuteNonQueryAsync(cancellation);
            }
            catch (Exception refused) when (Refusals.AreAboutData(refused))
            {
                log.LogError(refused, "The view of CPTS {CptsId} cannot be stored", id);
            }
        }
    }

    /// <summary>
    /// The dossier view of a stream, or null for one that is no dossier. An event that cannot be read, which acts on it refuse as
    /// well, leaves the view as it was before that event.
    /// </summary>
    public static DossierRow? RowOf(Guid id, LoadedStream stream, IReferenceData reference, RuleSettings rules, ILogger log)
    {
        try
        {
            return Fold(id, stream, reference, rules);
        }
        catch (Exception poison)
        {
            log.LogError(poison, "The view of CPTS {CptsId} cannot be brought up to its stream", id);
        }

        try
        {
            return Fold(id, Readable(stream), reference, rules);
        }
        catch (Exception poison)
        {
            log.LogDebug(poison, "The view of CPTS {CptsId} stays as it is", id);
            return null;
        }
    }

    private static DossierRow? Fold(Guid id, LoadedStream stream, IReferenceData reference, RuleSettings rules)
        => stream.ToCpts() is Dossier dossier ? DossierRow.Of(id, stream.Version, dossier, stream.Events[0].RecordedAt, reference, rules) : null;

    private static LoadedStream Readable(LoadedStream stream)
    {
        return stream with { Events = stream.Events.TakeWhile(IsReadable).ToList() };

        static bool IsReadable(StoredEvent stored)
        {
            try
            {
                return stored.Event<CptsEvent>() is var _;
            }
            catch (Exception)
            {
                return false;
            }
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
