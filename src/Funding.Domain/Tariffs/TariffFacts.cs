using Funding.Domain.Aci;

namespace Funding.Domain.Tariffs;

/// <summary>What a published tariff says. A cell that is not among <paramref name="Cells"/> is empty: no source at hand confirms its amount.</summary>
/// <param name="Label">What people call it, in French.</param>
/// <param name="ValidFrom">First day on which contracts may be signed under it.</param>
/// <param name="ValidTo">Last such day, or null while it is in force.</param>
/// <param name="CoreMissions">The missions that every contract has.</param>
/// <param name="OptionalMissions">Those that it may have.</param>
/// <param name="SizeClasses">In order of population, the last without an upper bound.</param>
/// <param name="Cells">The amounts that a source gives.</param>
/// <param name="Deadlines">When missions are to start and to be deployed; a mission without one is free (R21).</param>
/// <param name="AdvanceRate">Part of a line paid in advance, above 0 and at most 1, such as 0.75.</param>
/// <param name="TermYears">Years of a contract.</param>
/// <param name="Confidence">How well each fact is known.</param>
/// <param name="BoundaryRule">What is assumed of the bounds of the size classes, or null.</param>
public sealed record TariffFacts(
    string Label, DateOnly ValidFrom, DateOnly? ValidTo, Sequence<Mission> CoreMissions, Sequence<Mission> OptionalMissions,
    Sequence<SizeClass> SizeClasses, Sequence<PublishedCell> Cells, Sequence<MissionDeadline> Deadlines, decimal AdvanceRate, int TermYears,
    Sequence<SourceNote> Confidence, string? BoundaryRule);

/// <summary>A class of CPTS by population. On which side of its bounds a population of exactly the bound falls is reference data: no text says it.</summary>
/// <param name="Class">1, 2, 3…</param>
/// <param name="PopulationUpTo">Its upper bound in inhabitants, or null for the last class.</param>
/// <param name="Inclusive">Whether the bound itself is in the class.</param>
public sealed record SizeClass(int Class, int? PopulationUpTo, bool Inclusive = false)
{
    /// <summary>Whether a population that no smaller class holds is in this one.</summary>
    public bool Holds(int population) => PopulationUpTo is not { } bound || population < bound || (Inclusive && population == bound);
}

/// <summary>An amount that the publication gives.</summary>
/// <param name="Cell">Where it is.</param>
/// <param name="Amount">Euros per contract year.</param>
public sealed record PublishedCell(TariffCell Cell, Money Amount);

/// <summary>Where a fact of the tariff comes from, or that it is an assumption.</summary>
/// <param name="About">The fact: <c>functioning</c>, <c>ceiling</c>, <c>sizeClasses</c>, <c>validFrom</c>…</param>
/// <param name="Source">In the words of the file: <c>official</c> (text of the agreement or of a public body), <c>press</c>, or what it is derived from.</param>
public sealed record SourceNote(string About, string Source);
