using Funding.Domain;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>What an auditor would look at first.</summary>
/// <param name="Moment">From where in time.</param>
/// <param name="RegionCode">INSEE code of the region shown, or null for all.</param>
/// <param name="BudgetYear">The year shown, or null for all.</param>
/// <param name="Hits">Kind by kind, the gravest of each kind first.</param>
/// <param name="Settings">The thresholds in use.</param>
/// <param name="Rules">The sum from which a convention must be named.</param>
/// <param name="Reference">Names of places.</param>
public sealed record PatternsModel(
    MomentQuestion Moment, string? RegionCode, int? BudgetYear, IReadOnlyList<NamedHit> Hits, PatternSettings Settings, RuleSettings Rules, ReferenceData Reference)
{
    /// <summary>How many hits of a pattern the page shows; the API tells them all.</summary>
    internal const int Shown = 25;

    internal IReadOnlyList<NamedHit> Of(PatternKind kind) => [.. Hits.Where(it => it.Hit.Kind == kind)];
}
