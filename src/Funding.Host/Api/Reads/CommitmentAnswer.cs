using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Api.Reads;

/// <summary>Where a commitment stands.</summary>
internal enum CommitmentStatus
{
    /// <summary>Something remains to be paid.</summary>
    Open,

    /// <summary>All that was promised is paid.</summary>
    Settled,

    /// <summary>What was not paid was released.</summary>
    Cancelled,

    /// <summary>What was not paid is time-barred.</summary>
    Barred,
}

/// <summary>A commitment as the API tells it.</summary>
internal static class CommitmentAnswer
{
    /// <param name="it">The commitment.</param>
    /// <param name="rules">Settings of the rules.</param>
    /// <param name="cpts">Its CPTS.</param>
    /// <param name="links">Opens its figures; null where they are those of a state within a history.</param>
    public static object Of(Commitment it, RuleSettings rules, Guid cpts, Links? links) => new
    {
        it.Ref.Id,
        it.Ref.Source,
        it.Ref.BudgetYear,
        Status = StatusOf(it),
        Purpose = CommitmentNames.Of(it),
        AwardedOn = it.Award.EffectiveDate,
        it.Award.Reference,
        it.Convention,
        (it.Award as TransformationGrantAwarded)?.CostCategory,
        (it.Award as AciOneOffGranted)?.LegalReference,
        it.Committed,
        it.Certified,
        it.Paid,
        it.Barred,
        it.RecoveryOrdered,
        it.Recovered,
        it.Waived,
        it.Outstanding,
        NetPaid = it.Paid - it.Recovered,
        BarredFrom = it.BarredFrom(rules),
        Trace = it.Line,
        Explanation = it.Line is { } line ? CalculationSentences.Of(line, it.Planned) : null,
        Instalments = it.Instalments.Select(part => new { part.Number, part.Kind, part.DueOn, part.Amount, part.Certified, part.Paid, part.Barred, part.Outstanding }),
        Recoveries = it.Recoveries.Values.OrderBy(recovery => recovery.Event.EffectiveDate).ThenBy(recovery => recovery.Event.RecoveryId, StringComparer.Ordinal).Select(Recovery),
        Provenance = links is null ? null : new
        {
            Figures = links.Entries(Openings.OfCommitment(cpts, it.Ref.Id), Links.Kind),
            Instalments = links.Entries(Openings.OfInstalment(cpts, it.Ref.Id, "{number}"), Links.Kind),
            Recoveries = links.Entries(Openings.OfRecovery(cpts, it.Ref.Id, "{id}"), Links.Kind),
        },
    };

    private static CommitmentStatus StatusOf(Commitment it)
        => it.Outstanding.IsPositive ? CommitmentStatus.Open
            : it.Barred.IsPositive ? CommitmentStatus.Barred
            : it.Cancelled ? CommitmentStatus.Cancelled
            : CommitmentStatus.Settled;

    private static object Recovery(Recovery it) => new
    {
        Id = it.Event.RecoveryId,
        OrderedOn = it.Event.EffectiveDate,
        it.Event.Reference,
        Rule = it.Event.Rule,
        Reason = it.Event.Reason?.Text,
        it.Event.Amount,
        it.Ordered,
        it.Received,
        it.Waived,
        it.Due,
        Reversed = it.Reversed ? true : (bool?)null,
    };
}
