using Funding.Engine.Leading;
using Npgsql;
using NpgsqlTypes;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Engine.Projecting;

/// <summary>Stores projected rows and moves the checkpoint, all or nothing: one batch, no lock kept while this host thinks.</summary>
internal static class ProjectionWriter
{
    public static async Task WriteAsync(NpgsqlConnection connection, Lease lease, long from, long to, ProjectedRows rows, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(lease.Fence());
        if (rows.Entries.Count > 0) batch.BatchCommands.Add(Entries(rows));
        if (rows.Facts.Count > 0) batch.BatchCommands.Add(Facts(rows));
        foreach (var (cpts, position) in rows.Annulments) batch.BatchCommands.Add(Annul(cpts, position));
        if (rows.VariableParts.Count > 0) batch.BatchCommands.Add(Command("insert into funding.variable_parts (position) select unnest($1::bigint[])", rows.VariableParts.ToArray()));
        foreach (var act in rows.Envelopes) batch.BatchCommands.Add(Envelope(act));
        foreach (var (position, error) in rows.Faults)
            batch.BatchCommands.Add(Command("insert into funding.projection_faults (name, position, error) values ($1, $2, $3)", lease.Name, position, error));
        batch.BatchCommands.Add(Command("select funding.move_checkpoint($1, $2, $3)", lease.Name, from, to));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlBatchCommand Entries(ProjectedRows rows)
    {
        var it = rows.Entries;
        return Command(
            $"insert into funding.entries ({EntryRow.Columns}) "
            + "select * from unnest($1::bigint[], $2::smallint[], $3::uuid[], $4::timestamptz[], $5::date[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::int[], $11::text[], $12::int[], $13::text[], $14::bigint[])",
            it.Select(row => row.Position).ToArray(), it.Select(row => row.Ordinal).ToArray(), it.Select(row => row.EventId).ToArray(),
            it.Select(row => row.RecordedAt).ToArray(), it.Select(row => row.Entry.EffectiveDate).ToArray(), it.Select(row => row.CptsId).ToArray(),
            it.Select(row => row.Entry.Commitment.RegionCode).ToArray(), it.Select(row => row.Entry.Commitment.DepartmentCode).ToArray(),
            it.Select(row => row.Entry.Commitment.Source.ToString()).ToArray(), it.Select(row => row.Entry.Commitment.BudgetYear).ToArray(),
            it.Select(row => row.Entry.Commitment.Id).ToArray(), it.Select(row => row.Entry.Instalment).ToArray(),
            it.Select(row => row.Entry.Kind.ToString()).ToArray(), it.Select(row => row.Entry.Amount.Cents).ToArray());
    }

    private static NpgsqlBatchCommand Facts(ProjectedRows rows)
    {
        var it = rows.Facts;
        var command = Command(
            $"insert into funding.cpts_facts ({Fact.Columns}) select * from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::date[], $6::jsonb[])",
            it.Select(row => row.Position).ToArray(), it.Select(row => row.CptsId).ToArray(), it.Select(row => row.Region!).ToArray(),
            it.Select(row => row.Attribute).ToArray(), it.Select(row => row.EffectiveDate).ToArray());
        command.Parameters.Add(new NpgsqlParameter { Value = it.Select(row => row.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb });
        return command;
    }

    private static NpgsqlBatchCommand Annul(Guid cpts, long position)
        => Command(
            "update funding.cpts_facts set voided_by = $2 where cpts_id = $1 and attribute = 'phase' and voided_by is null and position < $2 "
            + $"and (value ->> '{Projection.Deemed}')::boolean", cpts, position);

    private static NpgsqlBatchCommand Envelope(EnvelopeFact act)
    {
        var command = Command(
            $"insert into funding.envelope_acts ({EnvelopeFact.Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            act.Position, act.Region, act.Year, act.EffectiveDate, act.Kind, act.Reference, act.Parts.Total.Cents, act.Parts.Fungible.Cents,
            act.Parts.RingFenced.Cents, act.Parts.Prevention.Cents, act.Parts.MedicoSocial.Cents);
        command.Parameters.Add(new NpgsqlParameter { Value = act.Share is { } share ? share : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter { Value = act.Synthetic });
        return command;
    }
}
