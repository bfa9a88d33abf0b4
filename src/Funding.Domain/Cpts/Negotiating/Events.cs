using Funding.Domain.Aci;

namespace Funding.Domain.Cpts;

/// <summary>The negotiation of the first ACI contract opened (R15).</summary>
public sealed record AciNegotiationOpened : CptsEvent;

/// <summary>A party proposed full terms: a round, which voids the approvals of those before it (R15).</summary>
/// <param name="Round">1, 2, 3… in the CPTS, whatever the terms are for.</param>
/// <param name="By">Who proposes.</param>
/// <param name="Terms">The money, complete.</param>
/// <param name="Basis">What the tariff said, and the size class, on the date of the proposal.</param>
public sealed record AciTermsProposed(int Round, Party By, Terms Terms, TariffBasis Basis) : CptsEvent;

/// <summary>A party approved a round (R15).</summary>
/// <param name="Round">The round.</param>
/// <param name="By">The party, and none but itself.</param>
public sealed record AciTermsApproved(int Round, Party By) : CptsEvent;
