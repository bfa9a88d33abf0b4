using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>A financial entry as stored.</summary>
public sealed record EntryRow(
    long Position, int Ordinal, Guid EventId, DateTimeOffset RecordedAt, DateOnly EffectiveDate, Guid CptsId, string RegionCode, string DepartmentCode,
    FundingSource Source, int BudgetYear, string CommitmentId, int? Instalment, EntryKind Kind, Money Amount);

/// <summary>Which entries: of <c>Kind</c>, those that the figure is made of. Null members do not restrict.</summary>
public sealed record EntryQuery(
    string? RegionCode, IReadOnlyCollection<string>? Departments, FundingSource? Source, int? BudgetYear, DateOnly? From, DateOnly? To, Figure? Kind, Guid? CptsId, Moment Moment)
{
    /// <summary>Every entry, from a moment.</summary>
    public static EntryQuery All(Moment moment) => new(null, null, null, null, null, null, null, null, moment);

    /// <summary>Of one commitment.</summary>
    public string? CommitmentId { get; init; }

    /// <summary>Of one of its instalments.</summary>
    public int? Instalment { get; init; }

    /// <summary>Of one of its recoveries: ordered, received, given up.</summary>
    public string? RecoveryId { get; init; }

    /// <summary>Of the event at one position of the ledger.</summary>
    public long? Position { get; init; }
}

/// <summary>Entries, with what they are part of.</summary>
/// <param name="Sum">How many there are in all, and what they sum to.</param>
/// <param name="Page">Some of them, newest first.</param>
public sealed record OpenedEntries(EntrySum Sum, Page<EntryRow> Page);

/// <summary>An event of the log, in ledger order.</summary>
/// <param name="Position">1, 2, 3…</param>
/// <param name="Line">The canonical JSON of the event (RFC 8785), without line feed: the leaf of the ledger.</param>
public sealed record LedgerLine(long Position, string Line);

/// <summary>Reads the log and the entries.</summary>
public interface IAudit
{
    /// <summary>Entries, newest first.</summary>
    Task<Page<EntryRow>> EntriesAsync(EntryQuery query, PageRequest page, CancellationToken cancellation);

    /// <summary>The same with the sums of all of them, whatever the page: both at one moment.</summary>
    Task<OpenedEntries> OpenAsync(EntryQuery query, PageRequest page, CancellationToken cancellation);

    /// <summary>All the entries, oldest first, as they come: nothing of them is held.</summary>
    IAsyncEnumerable<EntryRow> AllEntriesAsync(EntryQuery query, CancellationToken cancellation);

    /// <summary>The log after a position, oldest first; of one stream or of one type of event if asked.</summary>
    IAsyncEnumerable<LedgerLine> EventsAsync(long after, string? stream, string? type, CancellationToken cancellation);
}
