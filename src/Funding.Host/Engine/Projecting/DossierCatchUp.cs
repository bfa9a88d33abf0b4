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
    public static async Task RunAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> touched, IReferenceData reference, RuleSettings rules, CancellationToken cancellation)
    {
        foreach (var id in await BehindAsync(connection, touched, cancellation))
        {
            var stream = await Storage.StreamReader.LoadAsync(connection, StreamId.OfCpts(id), null, cancellation);
            if (stream.ToCpts() is not Dossier dossier) continue;
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(DossierRow.Of(id, stream.Version, dossier, stream.Events[0].RecordedAt, reference, rules).ToCommand());
            await batch.ExecuteNonQueryAsync(cancellation);
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
