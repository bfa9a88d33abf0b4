using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>What entries and events are about, from the dossiers and, for other streams, from their events.</summary>
internal sealed class Subjects(NpgsqlDataSource source) : ISubjects
{
    private const string Synthetic =
        """
        select exists (select from funding.dossiers where id = any(@cpts) and synthetic)
            or exists (select from funding.mt_events where stream_id = any(@others) and data ->> 'synthetic' = 'true')
        """;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, CptsSubject>> CptsAsync(IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select id, name, synthetic from funding.dossiers where id = any(@ids)").With("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid, ids.Distinct().ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var known = new Dictionary<Guid, CptsSubject>();
        while (await reader.ReadAsync(cancellation)) known[reader.GetGuid(0)] = new CptsSubject(reader.GetString(1), reader.GetBoolean(2));
        return known;
    }

    /// <inheritdoc/>
    public async Task<bool> AreSyntheticAsync(IEnumerable<string> streams, CancellationToken cancellation)
    {
        var (cpts, others) = (new List<Guid>(), new List<string>());
        foreach (var stream in streams.Distinct(StringComparer.Ordinal))
            if (StreamId.IsCpts(stream, out var id)) cpts.Add(id);
            else others.Add(stream);
        await using var command = source.CreateCommand(Synthetic)
            .With("cpts", NpgsqlDbType.Array | NpgsqlDbType.Uuid, cpts.ToArray()).With("others", NpgsqlDbType.Array | NpgsqlDbType.Text, others.ToArray());
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public async Task<bool> AnySyntheticAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select exists (select from funding.dossiers where synthetic)");
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
