using System.Diagnostics;
using Funding.Domain.Aci;

namespace Funding.Domain.Tariffs;

/// <summary>A line of a tariff's table.</summary>
public enum TariffItem
{
    /// <summary>The functioning of the CPTS.</summary>
    Functioning,

    /// <summary>The most that functioning and all parts of missions may come to.</summary>
    Ceiling,

    /// <inheritdoc cref="Mission.Access"/>
    Access,

    /// <inheritdoc cref="Mission.Pathways"/>
    Pathways,

    /// <inheritdoc cref="Mission.Prevention"/>
    Prevention,

    /// <inheritdoc cref="Mission.Crisis"/>
    Crisis,

    /// <inheritdoc cref="Mission.Quality"/>
    Quality,

    /// <inheritdoc cref="Mission.Support"/>
    Support,
}

/// <summary>The parts of a mission's money.</summary>
public enum MissionPart
{
    /// <summary>For its means.</summary>
    Fixed,

    /// <summary>For its results.</summary>
    Variable,
}

/// <summary>A cell of a tariff's table: an amount in euros per contract year, or nothing as long as no source confirms one.</summary>
/// <param name="Class">Size class of the CPTS, from 1.</param>
/// <param name="Item">The line.</param>
/// <param name="Part">The part of a mission; null for the functioning and the ceiling, which have none.</param>
public sealed record TariffCell(int Class, TariffItem Item, MissionPart? Part = null)
{
    /// <summary>The cell of a part of a mission.</summary>
    public static TariffCell Of(int sizeClass, Mission mission, MissionPart part) => new(sizeClass, ItemOf(mission), part);

    /// <summary>The line of a mission.</summary>
    public static TariffItem ItemOf(Mission mission) => mission switch
    {
        Mission.Access => TariffItem.Access,
        Mission.Pathways => TariffItem.Pathways,
        Mission.Prevention => TariffItem.Prevention,
        Mission.Crisis => TariffItem.Crisis,
        Mission.Quality => TariffItem.Quality,
        Mission.Support => TariffItem.Support,
        _ => throw new UnreachableException($"No line for {mission}."),
    };

    /// <summary>Whether the line is that of a mission, which has two parts.</summary>
    public static bool IsMission(TariffItem item) => item is not (TariffItem.Functioning or TariffItem.Ceiling);
}
