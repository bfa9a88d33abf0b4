using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>What keeps ACI money from being certified and paid (R19, R20).</summary>
internal static class AciRule
{
    /// <summary>A balance waits for the assessment of its year, of its mission for a fixed part; a suspension holds all ACI money.</summary>
    public static Rejection? Refusal(Dossier dossier, Commitment commitment, Instalment instalment, DateOnly on)
        => IsUnassessed(dossier, commitment, instalment) ? new AssessmentPending(commitment.Line!.Contract, commitment.Line.Year)
            : commitment.Ref.Source == FundingSource.Aci && dossier.PhaseOn(on) is ContractSuspended held ? new Suspended(held.Since)
            : null;

    /// <summary>Whether it can be neither certified nor paid as the dossier stands.</summary>
    public static bool IsHeld(Dossier dossier, Commitment commitment, Instalment instalment) => Refusal(dossier, commitment, instalment, DateOnly.MaxValue) is not null;

    /// <summary>Whether the instalment is a balance whose year is not assessed yet: it is not overdue till then.</summary>
    public static bool IsUnassessed(Dossier dossier, Commitment commitment, Instalment instalment)
        => instalment.Kind == InstalmentKind.Balance && commitment.Line is { } line && dossier.Contracts.Find(line.Contract) is { } contract
            && !contract.IsCutShort(line.Year)
            && (contract.RatesOf(line.Year) is not { } rates || (line.Mission is { } mission && !rates.ContainsKey(mission)));
}
