using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>A dossier with its timeline.</summary>
public sealed record DossierModel
{
    /// <summary>From where in time; its zone is that of the region.</summary>
    public required MomentQuestion Moment { get; init; }

    /// <summary>The dossier as it was then.</summary>
    public required DossierView View { get; init; }

    /// <summary>The day on which deadlines are judged: today, or the day of the moment.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Its events, oldest first.</summary>
    public required IReadOnlyList<TimelineItem> Timeline { get; init; }

    /// <summary>Whether all of them are shown, or the last ones.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The names still known of those who acted.</summary>
    public required IReadOnlyDictionary<PersonId, string> Names { get; init; }

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }

    /// <summary>What is to be looked at, in French.</summary>
    public required IReadOnlyList<string> Alerts { get; init; }

    /// <summary>What falls due, earliest first.</summary>
    public required IReadOnlyList<Deadline> Deadlines { get; init; }

    /// <summary>What the visitor may do here; nothing where the past is shown.</summary>
    public IReadOnlyList<Acts.ActOffer> Offers { get; init; } = [];

    /// <summary>The version of the dossier before the act that led here, or null.</summary>
    public long? Before { get; init; }

    /// <summary>What was recorded since then, as far as a notice goes.</summary>
    internal IReadOnlyList<TimelineItem> JustRecorded => Before is { } before ? [.. Timeline.Where(item => item.Version > before).Take(MostTold)] : [];

    private const int MostTold = 20;

    /// <summary>How many events the page shows unless all are asked for: of a dossier of years they would be the most of it.</summary>
    private const int LastShown = 15;

    internal IEnumerable<TimelineItem> Shown => Timeline.Skip(IsWhole ? 0 : Timeline.Count - LastShown);

    internal int Hidden => IsWhole ? 0 : Math.Max(0, Timeline.Count - LastShown);

    internal Dossier State => View.State;

    internal Territory Territory => State.Territory.Latest;

    internal IReadOnlyList<Commitment> Commitments => [.. State.Commitments.Values.OrderBy(commitment => commitment.Award.EffectiveDate).ThenBy(commitment => commitment.Ref.Id, StringComparer.Ordinal)];

    /// <summary>The same by budget year, latest first. A year before the latest in which nothing remains to be paid is folded away.</summary>
    internal IEnumerable<CommitmentYear> CommitmentYears
        => Commitments.GroupBy(it => it.Ref.BudgetYear).OrderByDescending(it => it.Key)
            .Select((year, index) => new CommitmentYear(year.Key, [.. year], Totals.Of(year)) is var of && index > 0 ? of with { IsSettled = !of.Totals.Outstanding.IsPositive } : of);

    internal IEnumerable<(Commitment Commitment, Recovery Recovery)> Recoveries
        => from commitment in Commitments
           from recovery in commitment.Recoveries.Values.OrderBy(recovery => recovery.Event.EffectiveDate)
           select (commitment, recovery);

    internal string Address => $"/cpts/{View.Id}";

    internal string NameOf(PersonId actor) => Labels.Of(actor, Names.GetValueOrDefault(actor));
}

/// <summary>What was committed on the credit of a budget year.</summary>
internal sealed record CommitmentYear(int Year, IReadOnlyList<Commitment> Commitments, Totals Totals)
{
    /// <summary>Whether it is of the past: shown when it is opened.</summary>
    public bool IsSettled { get; init; }
}
