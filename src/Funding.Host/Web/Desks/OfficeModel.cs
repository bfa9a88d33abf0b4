using Funding.Domain;
using Funding.Domain.Notifying;
using Funding.Domain.Rights;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Desks;

/// <summary>The desk of who acts on dossiers: an officer, an accountant, a CPTS.</summary>
public sealed record OfficeModel
{
    /// <summary>Whose it is.</summary>
    public required Caller Caller { get; init; }

    /// <summary>What waits for them, kind by kind.</summary>
    public required IReadOnlyList<WaitingSection> Sections { get; init; }

    /// <summary>Rounds in which another party's approval is missing.</summary>
    public required IReadOnlyList<WaitingItem> Rounds { get; init; }

    /// <summary>The FIR envelopes of their region, newest year first; of who awards from them.</summary>
    public required IReadOnlyList<DeskEnvelope> Envelopes { get; init; }

    /// <summary>For a CPTS its own dossier; else null.</summary>
    public required Outlook? Own { get; init; }

    /// <summary>What a CPTS may expect to be paid, earliest first.</summary>
    public required IReadOnlyList<DossierPayable> Coming { get; init; }

    /// <summary>The names still known of those who certified what is shown.</summary>
    public required IReadOnlyDictionary<PersonId, string> Names { get; init; }

    /// <summary>How many dossiers are in scope.</summary>
    public required int Dossiers { get; init; }

    /// <summary>Whether any of them is made up.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }

    /// <summary>The region of the visitor; null for the nation, or a CPTS.</summary>
    public Region? Region => Reference.FindRegion(Caller.RegionCode);
}

/// <summary>An envelope on a desk.</summary>
/// <param name="View">The envelope.</param>
/// <param name="IsOpen">Whether it still takes acts (R5): of one that is closed nothing is to be done.</param>
public sealed record DeskEnvelope(EnvelopeView View, bool IsOpen)
{
    /// <summary>What officers were notified of it, while something can be done about it; null when nothing.</summary>
    public NoticeKind? Alert => IsOpen ? Notices.AlertAt(View.Figures.Committed, View.Figures.Authorised) : null;
}
