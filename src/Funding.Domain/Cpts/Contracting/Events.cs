using Funding.Domain.Aci;

namespace Funding.Domain.Cpts;

/// <summary>Something that happened to an ACI contract. The lines that it opens or changes are events of their own, stored with it.</summary>
/// <param name="Contract">Number of the contract, from 1 in the CPTS.</param>
public abstract record ContractEvent(int Contract) : CptsEvent;

/// <summary>The contract, or its renewal, was signed (R15–R17). Its date is that of the signature.</summary>
/// <param name="Contract">Its number.</param>
/// <param name="StartsOn">First day of contract year 1.</param>
/// <param name="Agreed">The terms, and what they rest on.</param>
/// <param name="Renews">Number of the contract that it renews, or null.</param>
public sealed record AciContractSigned(int Contract, DateOnly StartsOn, AgreedTerms Agreed, int? Renews) : ContractEvent(Contract);

/// <summary>A mission started: its fixed part is owed from that day on (R18).</summary>
public sealed record AciMissionStarted(int Contract, Mission Mission) : ContractEvent(Contract);

/// <summary>A mission is deployed (R21).</summary>
public sealed record AciMissionDeployed(int Contract, Mission Mission) : ContractEvent(Contract);

/// <summary>A contract year opened, on its anniversary (R17, R18).</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Year">The year, from 1.</param>
public sealed record AciYearOpened(int Contract, int Year) : ContractEvent(Contract);

/// <summary>A contract year was assessed (dialogue de gestion, R19); for missions recorded late there may be a supplementary assessment.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Year">The year, from 1.</param>
/// <param name="Missions">The achieved rates, in the order of <see cref="Mission"/>.</param>
public sealed record AciYearAssessed(int Contract, int Year, Sequence<MissionRate> Missions) : ContractEvent(Contract);

/// <summary>The achieved rate of a mission in a year.</summary>
/// <param name="Mission">The mission.</param>
/// <param name="AchievedRate">0 to 1, at most four decimals.</param>
public sealed record MissionRate(Mission Mission, decimal AchievedRate);

/// <summary>An amendment (avenant) changed the terms (R19).</summary>
/// <param name="Contract">The contract.</param>
/// <param name="TakesEffectOn">The first day on which the new terms count.</param>
/// <param name="Agreed">The new terms, complete, and what they rest on.</param>
public sealed record AciContractAmended(int Contract, DateOnly TakesEffectOn, AgreedTerms Agreed) : ContractEvent(Contract);

/// <summary>The contract is suspended: days run and lines open, nothing is certified or paid (R20).</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Reason">Why, sealed.</param>
public sealed record AciContractSuspended(int Contract, SealedText Reason) : ContractEvent(Contract);

/// <summary>The suspension is over (R20).</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Reason">Why, sealed.</param>
public sealed record AciContractResumed(int Contract, SealedText Reason) : ContractEvent(Contract);

/// <summary>The contract is terminated (R20): no day after <paramref name="EndsOn"/> is owed.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="EndsOn">The last day, included.</param>
/// <param name="Reason">Why, sealed.</param>
public sealed record AciContractTerminated(int Contract, DateOnly EndsOn, SealedText Reason) : ContractEvent(Contract);

/// <summary>The contract is over, by its term or its termination, and none follows it. Its date is the first day without a contract.</summary>
public sealed record AciContractEnded(int Contract) : ContractEvent(Contract);
