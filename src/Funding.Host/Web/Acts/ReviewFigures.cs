using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Host.Presentation;

namespace Funding.Host.Web.Acts;

/// <summary>The money that an act moves, as it is read before it is confirmed.</summary>
internal static class ReviewFigures
{
    /// <summary>The entries of the act itself.</summary>
    public static IReadOnlyList<Entry> Entries(ActReviewModel review) => [.. review.Own.SelectMany(Domain.Views.Entries.Of)];

    /// <summary>What each kind of entry comes to; a kind that nothing moves is absent.</summary>
    public static IEnumerable<(string Label, Money Amount)> Sums(ActReviewModel review)
        => from entry in Entries(review)
           group entry.Amount by entry.Kind into kind
           orderby kind.Key
           select (French.Capital(Labels.Of(kind.Key)), kind.Total(amount => amount));

    /// <summary>How the lines come about that the act opens or works out anew.</summary>
    public static IEnumerable<string> Calculations(ActReviewModel review)
        => review.Own.OfType<CommitmentEvent>().Where(it => it is AciLineOpened or AciLineRecalculated).Select(it => it.Commitment.Id).Distinct()
            .Select(id => review.Preview.After!.Commitments[id]).Select(it => CalculationSentences.Of(it.Line!, it.Planned));
}
