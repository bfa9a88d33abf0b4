using Npgsql;

namespace Funding.Engine.Appending;

/// <summary>Stores what one act leaves, or several acts together: one batch, in one implicit or open transaction.</summary>
internal static class Appender
{
    /// <summary>The statements, in the order that the engine's promises need: the command ids come first, so that whoever looks one up waits.</summary>
    public static NpgsqlBatch Build(NpgsqlConnection connection, IReadOnlyList<Append> appends)
    {
        var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(ActRows.Commands(appends));
        var answers = appends.Where(append => append.Idempotency is not null).ToList();
        if (answers.Count > 0) batch.BatchCommands.Add(ActRows.Answers(answers));
        var events = new EventRows();
        foreach (var append in appends) events.Add(append);
        if (events.Any) batch.BatchCommands.Add(events.ToCommand());
        if (events.Keys.Count > 0) batch.BatchCommands.Add(ActRows.Keys(events.Keys));
        // Of several acts on one dossier the last one's row holds them all.
        var dossiers = appends.Select(append => append.Dossier).OfType<DossierRow>().GroupBy(row => row.Id).Select(rows => rows.MaxBy(row => row.Version)!).ToList();
        if (dossiers.Count > 0) batch.BatchCommands.Add(DossierRow.Put(dossiers));
        if (OutboxRow.Of(appends) is { Count: > 0 } told) batch.BatchCommands.Add(ActRows.Outbox(told));
        return batch;
    }

    /// <summary>Whether somebody else wrote first, or used the idempotency key meanwhile: nothing is stored, decide again. No other failure is known to be harmless, and none is retried blindly.</summary>
    public static bool IsConflict(PostgresException failure) => failure switch
    {
        { SqlState: EngineCodes.Conflict or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => true,
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "pk_mt_events_stream_and_version" or "pkey_mt_streams_id" or "idempotency_pkey" } => true,
        _ => false,
    };
}
