namespace Funding.Domain.Views;

/// <summary>Days between two milestones of a dossier.</summary>
/// <param name="Kind">Which two.</param>
/// <param name="Count">How many dossiers reached the second one in the period: the sample, to be read with every figure.</param>
/// <param name="Median">Days that half of them needed at most; null when there are none.</param>
/// <param name="Percentile90">Days that nine out of ten needed at most; of fewer than ten dossiers it is the longest delay. Null when there are none.</param>
public sealed record DelayFigures(DelayKind Kind, int Count, int? Median, int? Percentile90);

/// <summary>Between which milestones.</summary>
public enum DelayKind
{
    /// <summary>From the acceptance of the letter to the first submission.</summary>
    LetterToSubmission,

    /// <summary>From the submission that was validated to its validation.</summary>
    SubmissionToValidation,

    /// <summary>From the validation to the opening of the negotiation.</summary>
    ValidationToNegotiation,

    /// <summary>From the opening of the negotiation to the signature of the first contract.</summary>
    NegotiationToSignature,

    /// <summary>From the acceptance of the letter to the validation, whatever oppositions came between.</summary>
    LetterToValidation,

    /// <summary>From the validation to the signature of the first contract.</summary>
    ValidationToSignature,

    /// <summary>From the acceptance of the letter to the signature of the first contract.</summary>
    LetterToSignature,
}

/// <summary>Works out the delays of dossiers.</summary>
public static class Delays
{
    /// <summary>Of every kind, for the dossiers that reached its second milestone from one day to another, both included.</summary>
    public static IReadOnlyList<DelayFigures> Of(IReadOnlyList<CptsPath> paths, DateOnly first, DateOnly last)
        => [.. Enum.GetValues<DelayKind>().Select(kind => Figures(kind, DaysOf(kind, paths, first, last)))];

    private static DelayFigures Figures(DelayKind kind, List<int> days) => new(kind, days.Count, Percentiles.NearestRank(days, 50), Percentiles.NearestRank(days, 90));

    private static List<int> DaysOf(DelayKind kind, IReadOnlyList<CptsPath> paths, DateOnly first, DateOnly last)
    {
        var (start, end) = Between(kind);
        return [.. from path in paths
                   let reached = path.On(end)
                   where reached >= first && reached <= last
                   let begun = path.On(start)
                   where begun is not null
                   select reached.Value.DayNumber - begun.Value.DayNumber];
    }

    private static (Milestone Start, Milestone End) Between(DelayKind kind) => kind switch
    {
        DelayKind.LetterToSubmission => (Milestone.LetterAccepted, Milestone.Submitted),
        DelayKind.SubmissionToValidation => (Milestone.SubmittedForValidation, Milestone.Validated),
        DelayKind.ValidationToNegotiation => (Milestone.Validated, Milestone.NegotiationOpened),
        DelayKind.NegotiationToSignature => (Milestone.NegotiationOpened, Milestone.Signed),
        DelayKind.LetterToValidation => (Milestone.LetterAccepted, Milestone.Validated),
        DelayKind.ValidationToSignature => (Milestone.Validated, Milestone.Signed),
        _ => (Milestone.LetterAccepted, Milestone.Signed),
    };
}
