using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Web.Maps;

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

    /// <summary>What the map shows of it.</summary>
    public required MapQuestion Map { get; init; }

    /// <summary>The classes that the map sorts the regions into.</summary>
    public MapClasses MapClasses => field ??= new MapClasses([.. Regions.Select(OnMap)]);

    /// <summary>What the map shows of a region.</summary>
    internal Money OnMap(RegionRow region) => Of(region, Map.Source);

    /// <summary>The figure of the map, of one source or of all.</summary>
    internal Money Of(RegionRow region, FundingSource? source) => Map.Figure.Of(region.Financing, source, region.Inhabitants);

    internal bool HasCpts => Nation.CptsByPhase.Values.Any(count => count > 0);
}

/// <summary>A region with its name and its municipal population.</summary>
public sealed record RegionRow(string Code, string Name, Financing Financing, long Inhabitants);
