using Funding.Domain.Envelopes;
using Funding.Domain.Views;

namespace Funding.Engine.Projecting;

/// <summary>A financial entry and the event it follows from.</summary>
internal readonly record struct EntryRow(long Position, short Ordinal, Guid EventId, DateTime RecordedAt, Guid CptsId, Entry Entry)
{
    /// <summary>The columns of the table, in the order of both writers.</summary>
    public const string Columns =
        "position, ordinal, event_id, recorded_at, effective_date, cpts_id, region, department, source, budget_year, commitment, instalment, kind, cents";
}

/// <summary>A value of a CPTS that holds from a day on. The region is that of the registration, found once for many events.</summary>
internal readonly record struct Fact(long Position, Guid CptsId, string? Region, string Attribute, DateOnly EffectiveDate, string Value)
{
    /// <summary>The columns of the table, in the order of both writers.</summary>
    public const string Columns = "position, cpts_id, region, attribute, effective_date, value";
}

/// <summary>A movement of what an envelope authorises, in cents.</summary>
internal readonly record struct EnvelopeFact(
    long Position, string Region, int Year, DateOnly EffectiveDate, string Kind, string? Reference, EnvelopeParts Parts, long? Share, bool Synthetic)
{
    /// <summary>The columns of the table, in the order of both writers.</summary>
    public const string Columns =
        "position, region, year, effective_date, kind, reference, total, fungible, ring_fenced, prevention, medico_social, share, synthetic";
}

/// <summary>The rows that a run of events adds, worked out from the events alone.</summary>
internal sealed class ProjectedRows
{
    public List<EntryRow> Entries { get; } = [];

    public List<Fact> Facts { get; } = [];

    /// <summary>Deemed validations annulled: the CPTS and the position that voids them.</summary>
    public List<(Guid CptsId, long Position)> Annulments { get; } = [];

    public List<EnvelopeFact> Envelopes { get; } = [];

    /// <summary>Positions that tell what a variable part of a contract is worth.</summary>
    public List<long> VariableParts { get; } = [];

    /// <summary>Events that could not be projected, and why.</summary>
    public List<(long Position, string Error)> Faults { get; } = [];

    /// <summary>How much there is, to which an event that turns out to be poison can be taken back.</summary>
    public (int Entries, int Facts, int Annulments, int Envelopes, int VariableParts) Mark() => (Entries.Count, Facts.Count, Annulments.Count, Envelopes.Count, VariableParts.Count);

    /// <summary>Takes back what was added since.</summary>
    public void BackTo((int Entries, int Facts, int Annulments, int Envelopes, int VariableParts) mark)
    {
        Entries.RemoveRange(mark.Entries, Entries.Count - mark.Entries);
        Facts.RemoveRange(mark.Facts, Facts.Count - mark.Facts);
        Annulments.RemoveRange(mark.Annulments, Annulments.Count - mark.Annulments);
        Envelopes.RemoveRange(mark.Envelopes, Envelopes.Count - mark.Envelopes);
        VariableParts.RemoveRange(mark.VariableParts, VariableParts.Count - mark.VariableParts);
    }

    /// <summary>Begins with nothing.</summary>
    public void Clear()
    {
        BackTo(default);
        Faults.Clear();
    }
}
