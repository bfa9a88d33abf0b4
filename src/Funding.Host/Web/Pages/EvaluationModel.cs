using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>How the funding of CPTS works in a region, or in the nation.</summary>
/// <param name="Moment">From where in time.</param>
/// <param name="RegionCode">INSEE code of the region shown, or null for all.</param>
/// <param name="Found">The figures.</param>
/// <param name="UnderSpentShare">The share of a closed envelope below which it is told as under-spent.</param>
/// <param name="Reference">Names of places.</param>
public sealed record EvaluationModel(MomentQuestion Moment, string? RegionCode, Evaluated Found, decimal UnderSpentShare, ReferenceData Reference)
{
    internal string NameOf(Evaluation it) => it.RegionCode is { } code ? Reference.FindRegion(code)?.Name ?? code : "France entière";

    /// <summary>The whole first, then the regions in the order of their names.</summary>
    internal IEnumerable<Evaluation> Rows => Found.Regions.OrderBy(NameOf, FrenchOrder.Comparer).Prepend(Found.Whole);
}
