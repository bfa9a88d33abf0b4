using Funding.Engine.Projecting;
using Funding.Engine.Storage;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Engine.Rebuilding;

/// <summary>The rows of the region views that a range of the ledger projects, ready to be sent. Used again and again: its buffers are large.</summary>
internal sealed class RegionChunk
{
    private readonly CopyRows entries = new("funding_rebuild.entries", EntryRow.Columns, 14);
    private readonly CopyRows facts = new("funding_rebuild.cpts_facts", Fact.Columns, 6);
    private readonly CopyRows envelopes = new("funding_rebuild.envelope_acts", EnvelopeFact.Columns, 13);
    private readonly CopyRows variableParts = new("funding_rebuild.variable_parts", "position", 1);
    private readonly CopyRows annulments = new("funding_rebuild.annulments", "cpts_id, position", 2);
    private readonly ProjectedRows rows = new();

    /// <summary>The position before the first.</summary>
    public long From { get; private set; }

    /// <summary>The last position.</summary>
    public long To { get; private set; }

    /// <summary>Whether a deemed validation is annulled in it.</summary>
    public bool Annuls => rows.Annulments.Count > 0;

    /// <summary>Projects a range of the ledger.</summary>
    public async Task ProjectAsync(LedgerCopy ledger, RegionsOfCpts regions, NpgsqlConnection connection, long from, long to, CancellationToken cancellation)
    {
        Begin(from, to);
        await ledger.ReadAsync(connection, from, to, Take, cancellation);
        await regions.FillAsync(connection, rows, cancellation);
        foreach (var it in rows.Facts) facts.Row().Long(it.Position).Uuid(it.CptsId).Text(it.Region).Text(it.Attribute).Day(it.EffectiveDate).Json(it.Value);
        foreach (var it in rows.Envelopes)
            envelopes.Row().Long(it.Position).Text(it.Region).Int(it.Year).Day(it.EffectiveDate).Text(it.Kind).Text(it.Reference).Long(it.Parts.Total.Cents).Long(it.Parts.Fungible.Cents)
                .Long(it.Parts.RingFenced.Cents).Long(it.Parts.Prevention.Cents).Long(it.Parts.MedicoSocial.Cents).Long(it.Share).Bool(it.Synthetic);
        foreach (var position in rows.VariableParts) variableParts.Row().Long(position);
        foreach (var (cpts, position) in rows.Annulments) annulments.Row().Uuid(cpts).Long(position);
    }

    /// <summary>One position that projects nothing but its fault.</summary>
    public void BeFault(long position, string error)
    {
        Begin(position - 1, position);
        rows.Faults.Add((position, error));
    }

    /// <summary>Adds the rows and moves the position of the rebuild, in the transaction under way.</summary>
    public async Task SendAsync(NpgsqlConnection connection)
    {
        await entries.SendAsync(connection);
        await facts.SendAsync(connection);
        await envelopes.SendAsync(connection);
        await variableParts.SendAsync(connection);
        await annulments.SendAsync(connection);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (position, error) in rows.Faults) batch.BatchCommands.Add(Command("insert into funding_rebuild.faults (position, error) values ($1, $2)", position, error));
        batch.BatchCommands.Add(Command("update funding.rebuilds set position = $2 where view = 'regions' and position = $1", From, To));
        await batch.ExecuteNonQueryAsync();
        if (batch.BatchCommands[^1].RecordsAffected != 1) throw new InvalidOperationException($"The rebuild is no longer at position {From}.");
    }

    private void Begin(long from, long to)
    {
        (From, To) = (from, to);
        rows.Clear();
        foreach (var table in (CopyRows[])[entries, facts, envelopes, variableParts, annulments]) table.Clear();
    }

    private void Take(in Numbered numbered)
    {
        Projection.Project(numbered, rows);
        foreach (var it in rows.Entries) Add(it);
        rows.Entries.Clear();
    }

    private void Add(in EntryRow it)
    {
        var (entry, commitment) = (it.Entry, it.Entry.Commitment);
        entries.Row().Long(it.Position).Short(it.Ordinal).Uuid(it.EventId).Instant(it.RecordedAt).Day(entry.EffectiveDate).Uuid(it.CptsId)
            .Text(commitment.RegionCode).Text(commitment.DepartmentCode).Text(commitment.Source.ToString()).Int(commitment.BudgetYear).Text(commitment.Id)
            .Int(entry.Instalment).Text(entry.Kind.ToString()).Long(entry.Amount.Cents);
    }
}
