using Funding.Domain.Cpts;
using Funding.Domain.Rights;

namespace Funding.Domain.Views;

/// <summary>What waits for whom on a dossier: a function of its state, so that what an act settles waits no more and nothing has to be ticked off.</summary>
public static class WaitingActs
{
    /// <summary>All of it, what is asked later included; earliest first.</summary>
    public static IEnumerable<WaitingAct> Of(Dossier dossier, RuleSettings rules)
        => OfPhase(dossier).Concat(OfRound(dossier)).Concat(OfContracts(dossier, rules)).Concat(dossier.Commitments.Values.SelectMany(it => OfMoney(dossier, it, rules)))
            .OrderBy(it => it.Day).ThenBy(it => it.Kind).ThenBy(it => it.Role).ThenBy(it => it.CommitmentId, StringComparer.Ordinal).ThenBy(it => it.Instalment).ThenBy(it => it.RecoveryId, StringComparer.Ordinal).ThenBy(it => it.Mission);

    private static IEnumerable<WaitingAct> OfPhase(Dossier dossier) => dossier.Phase switch
    {
        Intention it => [new(WaitingKind.Letter, Role.ArsOfficer, it.Since)],
        InProject it => [new(WaitingKind.ProjectToSubmit, Role.Cpts, it.Since)],
        Submitted it => [new(WaitingKind.ProjectToAnswer, Role.ArsOfficer, it.Since) { By = it.DeemedValidatedOn.AddDays(-1) }],
        Validated it => [new(WaitingKind.Negotiation, Role.AmOfficer, it.Since)],
        Negotiating it when dossier.Negotiation.Open is null => [new(WaitingKind.Proposal, Role.AmOfficer, it.Since)],
        _ => [],
    };

    /// <summary>One for each party that is missing, or the signature once none is.</summary>
    private static IEnumerable<WaitingAct> OfRound(Dossier dossier)
    {
        if (dossier.Phase is not (Negotiating or Contracted or Ended) || dossier.Negotiation.Open is not { } open) return [];
        var round = new WaitingAct(WaitingKind.Signature, Role.AmOfficer, open.LastDate)
        {
            Round = open.Proposal.Round, Amount = open.Proposal.Terms.Total, Missing = open.Missing, Contract = dossier.Contracts.Last?.Number,
        };
        return open.Missing.Count == 0 ? [round] : open.Missing.Select(party => round with { Kind = WaitingKind.Approval, Role = RoleOf(party), From = open.Proposal.EffectiveDate });
    }

    private static IEnumerable<WaitingAct> OfContracts(Dossier dossier, RuleSettings rules)
        => from it in Deadlines.OfContracts(dossier)
           let contract = dossier.Contracts.Find(it.Contract!.Value)!
           let act = it.Kind switch
           {
               DeadlineKind.MissionStart => new WaitingAct(WaitingKind.MissionStart, Role.AmOfficer, it.On.AddMonths(-rules.AskBeforeMissionMonths)) { By = it.On },
               DeadlineKind.MissionDeployment when dossier.Contracts.StartsOf(contract).ContainsKey(it.Mission!.Value)
                   => new WaitingAct(WaitingKind.MissionDeployment, Role.AmOfficer, it.On.AddMonths(-rules.AskBeforeMissionMonths)) { By = it.On },
               DeadlineKind.Assessment => new WaitingAct(WaitingKind.Assessment, Role.AmOfficer, it.On),
               DeadlineKind.TermEnd when contract.Termination is null => new WaitingAct(WaitingKind.Renewal, Role.AmOfficer, it.On.AddMonths(-rules.RemindBeforeTermEndMonths)) { By = it.On },
               _ => null,
           }
           where act is not null
           select act with { Contract = it.Contract, Year = it.Year, Mission = it.Mission };

    private static IEnumerable<WaitingAct> OfMoney(Dossier dossier, Commitment commitment, RuleSettings rules)
    {
        var (officer, accountant) = (MoneyRoles.Officer(commitment.Ref.Source), MoneyRoles.Accountant(commitment.Ref.Source));
        foreach (var instalment in commitment.Instalments.Where(it => !AciRule.IsHeld(dossier, commitment, it)))
        {
            if (instalment.Free.IsPositive && Certifying.TakesPlaceIn(dossier.Phase, commitment))
                yield return Certification(instalment) with { Instalment = instalment.Number, Amount = instalment.Free };
            var payable = Money.Min(instalment.Payable, instalment.Outstanding);
            if (payable.IsPositive) yield return Payment(instalment) with { Instalment = instalment.Number, Amount = payable };
        }

        foreach (var recovery in commitment.Recoveries.Values.Where(it => it.Due.IsPositive))
            yield return Make(WaitingKind.Receipt, accountant, recovery.Event.EffectiveDate) with { RecoveryId = recovery.Event.RecoveryId, Amount = recovery.Due, Excluded = [recovery.By] };

        WaitingAct Make(WaitingKind kind, Role role, DateOnly from) => new(kind, role, from)
        {
            Source = commitment.Ref.Source, CommitmentId = commitment.Ref.Id,
            Line = commitment.Line?.Kind, Contract = commitment.Line?.Contract, Year = commitment.Line?.Year, Mission = commitment.Line?.Mission,
        };

        WaitingAct Certification(Instalment it)
            => commitment.LastRefusals.TryGetValue(it.Number, out var refusal) && !it.Certified.IsPositive
                ? Make(WaitingKind.Recertification, officer, refusal.EffectiveDate)
                : Make(WaitingKind.Certification, officer, it.DueOn.AddDays(-rules.RemindBeforeInstalmentDays)) with { By = it.DueOn };

        WaitingAct Payment(Instalment it)
        {
            var last = FourEyesRule.Standing(commitment, it.Number).LastOrDefault();
            return Make(WaitingKind.Payment, accountant, last?.Event.EffectiveDate ?? commitment.MovedOn) with
            {
                CertifiedBy = last?.By, Excluded = [.. FourEyesRule.KeptFromPaying(dossier, commitment, it.Number)],
            };
        }
    }

    private static Role RoleOf(Party party) => party switch
    {
        Party.Cpts => Role.Cpts,
        Party.Ars => Role.ArsOfficer,
        _ => Role.AmOfficer,
    };
}
