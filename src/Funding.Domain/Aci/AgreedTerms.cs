namespace Funding.Domain.Aci;

/// <summary>Terms as they were signed, with what they rest on: nothing that happens to the tariff later changes them.</summary>
/// <param name="Round">Number of the proposal that was approved.</param>
/// <param name="Terms">The money.</param>
/// <param name="Basis">What the tariff said on that day.</param>
public sealed record AgreedTerms(int Round, Terms Terms, TariffBasis Basis);

/// <summary>What a tariff said on the day on which terms were signed.</summary>
/// <param name="Tariff">Id of the tariff.</param>
/// <param name="Version">Version of its stream then: which cells were known.</param>
/// <param name="Reference">The legal text.</param>
/// <param name="SizeClass">Size class of the CPTS, 1 to 4.</param>
/// <param name="Population">The population that put it there.</param>
/// <param name="AdvanceRate">Part of a line paid in advance, such as 0.75.</param>
/// <param name="TermYears">Years of a contract.</param>
/// <param name="Deadlines">When each mission is to start and to be deployed.</param>
public sealed record TariffBasis(
    string Tariff, long Version, string Reference, int SizeClass, int Population, decimal AdvanceRate, int TermYears, Sequence<MissionDeadline> Deadlines);

/// <summary>By when a mission starts and is deployed (R21).</summary>
/// <param name="Mission">Which one.</param>
/// <param name="StartMonths">Months after the signature of the contract.</param>
/// <param name="DeployedMonths">Months after the signature of the contract.</param>
public sealed record MissionDeadline(Mission Mission, int StartMonths, int DeployedMonths);
