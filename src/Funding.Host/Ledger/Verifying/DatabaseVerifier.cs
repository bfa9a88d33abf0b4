using Funding.Engine.Ledger.Heads;
using Funding.Engine.Proving;
using Funding.Host.Presentation;
using Npgsql;

namespace Funding.Host.Ledger.Verifying;

/// <summary>Verifies the log of the database against its own tiles and heads, and against the folder outside.</summary>
internal sealed class DatabaseVerifier(NpgsqlDataSource source, LedgerFolder folder)
{
    /// <summary>Reads the whole log.</summary>
    public async Task<Verdict> RunAsync(IProgress<int>? progress, CancellationToken cancellation)
    {
        var (heads, keys) = await NotesAsync(cancellation);
        var log = new DatabaseLog(source);
        var notes = new List<NotedLeaves>();
        if (folder.LeafCount > 0) notes.Add(NotedLeaves.Of(folder));
        notes.Add(new NotedLeaves("la base", log.LeavesAsync));
        var check = new LogCheck(log, new NotedHeads(heads.Concat(folder.Heads()), keys.Select(key => Convert.ToBase64String(key.Key)).ToHashSet(StringComparer.Ordinal).Contains), notes);
        var verdict = await check.RunAsync(progress, cancellation);
        return verdict with { Faults = [.. verdict.Faults, .. KeyChain.NotEndorsed(keys).Select(NotEndorsed), .. await VersionFaultsAsync(cancellation)] };
    }

    private async Task<(IReadOnlyList<TreeHead> Heads, IReadOnlyList<HeadKey> Keys)> NotesAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return (await HeadTable.AfterAsync(connection, -1, cancellation), await HeadTable.KeysAsync(connection, cancellation));
    }

    private static LogFault NotEndorsed(HeadKey key)
        => new(FaultKind.Note, null, $"La clé n° {key.Number} du registre ({KeyChain.Fingerprint(key.Key)}) n'est pas signée de la précédente.");

    /// <summary>Streams that say another version than that of their last event: an event was added or removed beside the rules.</summary>
    private async Task<IReadOnlyList<LogFault>> VersionFaultsAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "select s.id, s.version, e.last from funding.mt_streams s cross join lateral "
            + "(select coalesce(max(version), 0) as last from funding.mt_events where stream_id = s.id) e where s.version <> e.last order by s.id limit 20");
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var faults = new List<LogFault>();
        while (await reader.ReadAsync(cancellation))
            faults.Add(new(FaultKind.Note, null, $"Le flux {reader.GetString(0)} dit être à la version {French.Of(reader.GetInt64(1))} ; son dernier événement est à la version {French.Of(reader.GetInt64(2))}."));
        return faults;
    }
}
