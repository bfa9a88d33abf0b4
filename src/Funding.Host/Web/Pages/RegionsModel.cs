using Funding.Engine.Reading;

namespace Funding.Host.Web.Pages;

/// <summary>The financing of the 18 regions and of the nation.</summary>
public sealed record RegionsModel
{
    /// <summary>From where in time.</summary>
    public required MomentQuestion Moment { get; init; }

    /// <summary>The budget year shown, or null for all.</summary>
    public required int? Year { get; init; }

    /// <summary>The budget years to choose from, latest first.</summary>
    public required IReadOnlyList<int> Years { get; init; }

    /// <summary>The regions in the order of their names.</summary>
    public required IReadOnlyList<RegionRow> Regions { get; init; }

    /// <summary>All of them together.</summary>
    public required Financing Nation { get; init; }

    /// <summary>Which money is shown.</summary>
    public required FinancingQuery Asked { get; init; }

    internal bool HasCpts => Nation.CptsByPhase.Values.Any(count => count > 0);
}

/// <summary>A region with its name.</summary>
public sealed record RegionRow(string Code, string Name, Financing Financing);
