using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>What two views of the entries do not have in common.</summary>
public sealed record DifferenceModel
{
    /// <summary>What was asked: two instants or two days, and of what.</summary>
    public required AskedFields Fields { get; init; }

    /// <summary>Usual questions, to begin with.</summary>
    public required IReadOnlyList<(string Words, string Address)> Usual { get; init; }

    /// <summary>What was found; null when nothing was asked, or the question could not be read.</summary>
    public Difference? Found { get; init; }

    /// <summary>The CPTS of the entries shown.</summary>
    public IReadOnlyDictionary<Guid, CptsSubject> Cpts { get; init; } = new Dictionary<Guid, CptsSubject>();

    /// <summary>Whether it is the first page.</summary>
    public bool IsFirst { get; init; } = true;

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }

    /// <summary>The view that has an entry, which links to its dossier keep.</summary>
    internal MomentQuestion ViewOf(DifferentEntry it) => new(it.IsRemoved ? Found!.Earlier : Found!.Later, Fields.Zone);

    internal string To(string? after) => Links.To("/ecarts", null, [.. Fields.Written, ("after", after)]);

    internal string NameOf(Guid cpts) => Cpts.GetValueOrDefault(cpts)?.Name ?? cpts.ToString();

    internal string InWords(Moment moment) => new MomentQuestion(moment, Fields.Zone).InWords() ?? "Tel que connu maintenant.";

    /// <summary>When an entry was recorded, in the legal time of its region.</summary>
    internal string RecordedAt(EntryRow entry) => French.Of(entry.RecordedAt, Reference.ZoneOf(entry.RegionCode));
}
