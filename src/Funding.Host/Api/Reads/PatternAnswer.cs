using Funding.Domain;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.OpenApi;

namespace Funding.Host.Api.Reads;

/// <summary>Patterns and their hits as the API tells them.</summary>
internal static class PatternAnswer
{
    public static readonly OpenApiSchema Schema = EvaluationAnswer.Explained(
        "A hit accuses nobody: it is where to look first.",
        ("patterns", "Each pattern with its definition, the thresholds in use and the number of its hits."),
        ("items", "The hits: `events` are the ledger positions behind a hit, `entries` the addresses of its financial entries, `figures` what it was judged by."), ("next", "Cursor of the next page."));

    public static object Of(IEnumerable<PatternKind> kinds, IReadOnlyList<NamedHit> all, Page<NamedHit> told, PatternSettings settings, RuleSettings rules) => new
    {
        Patterns = kinds.Select(kind => new
        {
            Kind = kind, Title = PatternSentences.Title(kind), Definition = PatternSentences.Definition(kind, settings, rules), Thresholds = ThresholdsOf(kind, settings, rules),
            Hits = all.Count(it => it.Hit.Kind == kind),
        }),
        Items = told.Items.Select(Of),
        told.Next,
        Synthetic = told.Items.Any(it => it.Synthetic) ? true : (bool?)null,
    };

    private static object Of(NamedHit it) => new
    {
        it.Hit.Kind,
        CptsId = it.Hit.Cpts,
        CptsName = it.Name,
        it.Hit.RegionCode,
        it.Hit.BudgetYears,
        it.Hit.Commitments,
        Message = PatternSentences.Of(it.Hit),
        Figures = FiguresOf(it.Hit),
        Events = it.Hit.Positions,
        Entries = it.Hit.BudgetYears.Select(year => "/api/v1/audit/entries" + new QueryBuilder { { "cpts", it.Hit.Cpts.ToString() }, { "budgetYear", FormattableString.Invariant($"{year}") } }),
        Synthetic = it.Synthetic ? true : (bool?)null,
    };

    private static object ThresholdsOf(PatternKind kind, PatternSettings it, RuleSettings rules) => kind switch
    {
        PatternKind.UnspentAdvances => new { it.UnspentYears, it.UnspentEarnedShare, it.UnspentRecoveredShare },
        PatternKind.JustUnderThreshold => new { rules.ConventionThreshold, it.ThresholdMargin },
        PatternKind.PaidAtOnce => new { it.AtOnceSeconds },
        PatternKind.RecordedLate => new { it.LateDays },
        _ => new { it.ApartShare, it.ApartGroup },
    };

    private static object FiguresOf(PatternHit hit) => hit switch
    {
        UnspentAdvances it => new
        {
            Years = it.Years.Select(year => new
            {
                year.Money.BudgetYear, year.Money.Paid, year.Money.Advances, year.Money.RecoveryOrdered, year.RecoveredShare, year.Earned.Earned, year.Earned.AtMost, EarnedShare = year.Earned.Share,
            }),
        },
        JustUnderThreshold it => new { Grants = it.Grants.Select(grant => new { CommitmentId = grant.Commitment.Id, grant.Commitment.Source, grant.Amount, Events = grant.Positions }), it.Sum, it.SumIsUnder },
        PaidAtOnce it => new { it.Instalment, it.Amount, it.CertifiedAt, it.PaidAt, it.Seconds },
        RecordedLate it => new { it.Act.EffectiveDate, it.Act.RecordedAt, it.Days },
        VariableShareApart it => new { it.Own.Share, it.Own.Earned, it.Own.AtMost, RegionShare = it.Region.Share, it.Gap, it.Group },
        _ => new { },
    };
}
