using Funding.Domain;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>A replay of a CPTS or of a region: a page of its acts, or one of them.</summary>
public sealed record ReplayModel
{
    /// <summary>What is replayed: the name of a CPTS or of a region.</summary>
    public required string Name { get; init; }

    /// <summary>The address of the page of what is replayed.</summary>
    public required string Home { get; init; }

    /// <summary>The address of the replay, without questions.</summary>
    public required string Address { get; init; }

    /// <summary>Which entry of the navigation it belongs to.</summary>
    public required string Section { get; init; }

    /// <summary>What was asked: <c>from</c>, <c>to</c>, <c>effectiveOn</c>.</summary>
    public required AskedFields Fields { get; init; }

    /// <summary>The end of the window, which links to other pages keep.</summary>
    public required MomentQuestion Until { get; init; }

    /// <summary>The acts shown; none when the question could not be read.</summary>
    public IReadOnlyList<ReplayedAct> Acts { get; init; } = [];

    /// <summary>Which acts of how many, in French; null when it is not known.</summary>
    public string? Range { get; init; }

    /// <summary>Whether one act is shown alone, with all its entries.</summary>
    public bool IsStep { get; init; }

    /// <summary>The address of the page, or the act, before this one; null for the first.</summary>
    public string? Previous { get; init; }

    /// <summary>The address of the page, or the act, after this one; null for the last.</summary>
    public string? Next { get; init; }

    /// <summary>The names still known of those who acted.</summary>
    public IReadOnlyDictionary<PersonId, string> Names { get; init; } = new Dictionary<PersonId, string>();

    /// <summary>Whether anything shown is made up.</summary>
    public required bool Synthetic { get; init; }

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }

    /// <summary>The same replay, from another act on or of one act.</summary>
    internal string To(string name, long? value) => ReplayQuestion.To(Address, Fields, name, value);

    internal string NameOf(PersonId actor) => Labels.Of(actor, Names.GetValueOrDefault(actor));
}

/// <summary>An act of a replay.</summary>
/// <param name="Number">What it is asked for by: of a CPTS its number in the dossier, of a region its position in the ledger.</param>
/// <param name="Event">What was recorded.</param>
/// <param name="Cpts">The CPTS, where the replay is of several.</param>
/// <param name="Changes">What it changed, group by group.</param>
/// <param name="Entries">What it moved.</param>
public sealed record ReplayedAct(long Number, LoggedEvent Event, (Guid Id, string Name)? Cpts, IReadOnlyList<ChangeGroup> Changes, IReadOnlyList<Entry> Entries)
{
    /// <summary>What happened, in a sentence.</summary>
    internal string Summary => EventSentences.Of(Event);

    /// <summary>The entries, or what they sum to by kind and commitment.</summary>
    internal IEnumerable<Entry> Moved(bool each)
        => each ? Entries : Entries.GroupBy(it => (it.Kind, it.Commitment)).Select(sum => sum.First() with { Instalment = null, Amount = sum.Total(it => it.Amount) });
}

/// <summary>What an act changed in something.</summary>
/// <param name="Name">What it is; null where there is nothing else.</param>
/// <param name="Changes">What changed.</param>
public sealed record ChangeGroup(string? Name, IReadOnlyList<Change> Changes);
