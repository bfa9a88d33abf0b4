using Funding.Domain.Cpts;

namespace Funding.Domain.Views;

/// <summary>The deadlines of a dossier: a function of its state, so that none has to be kept, moved or cancelled.</summary>
public static class Deadlines
{
    /// <summary>All of them, earliest first.</summary>
    public static IEnumerable<Deadline> Of(Dossier dossier, RuleSettings rules)
        => ByLaw(dossier, rules).Concat(Instalments(dossier)).Concat(OfContracts(dossier))
            .OrderBy(it => it.On).ThenBy(it => it.Kind).ThenBy(it => it.CommitmentId, StringComparer.Ordinal).ThenBy(it => it.Instalment).ThenBy(it => it.Mission);

    /// <summary>The missions that are late to start or to be deployed on a day: an alert each, which blocks nothing (R21).</summary>
    public static IEnumerable<Deadline> LateMissions(Dossier dossier, RuleSettings rules, DateOnly today)
        => Of(dossier, rules).Where(it => it.Kind is DeadlineKind.MissionStart or DeadlineKind.MissionDeployment && it.IsOverdue(today));

    /// <summary>Those of its contracts, in no order.</summary>
    internal static IEnumerable<Deadline> OfContracts(Dossier dossier) => dossier.Contracts.All.SelectMany(contract => OfContract(contract, dossier));

    private static IEnumerable<Deadline> ByLaw(Dossier dossier, RuleSettings rules)
        => from due in FallingDue.Of(dossier, rules)
           where due.Kind is DueKind.DeemedValidation or DueKind.Bar
           select due.Kind == DueKind.DeemedValidation
               ? new Deadline(DeadlineKind.DeemedValidation, due.On)
               : new Deadline(DeadlineKind.Bar, due.On) { CommitmentId = due.CommitmentId, Amount = dossier.Commitments[due.CommitmentId!].Outstanding };

    private static IEnumerable<Deadline> Instalments(Dossier dossier)
        => from commitment in dossier.Commitments.Values
           from instalment in commitment.Instalments
           where instalment.Outstanding.IsPositive
           select new Deadline(DeadlineKind.Instalment, instalment.DueOn)
           {
               CommitmentId = commitment.Ref.Id, Instalment = instalment.Number, Amount = instalment.Outstanding,
               Line = commitment.Line?.Kind, Contract = commitment.Line?.Contract, Year = commitment.Line?.Year, Mission = commitment.Line?.Mission,
               AwaitsAssessment = AciRule.IsUnassessed(dossier, commitment, instalment),
           };

    private static IEnumerable<Deadline> OfContract(Contract contract, Dossier dossier)
        => Missions(contract, dossier).Concat(Assessments(contract, dossier)).Concat(Term(contract, dossier)).Select(it => it with { Contract = contract.Number });

    /// <summary>Of a contract that still runs; a kept mission has started with the renewal, and is deployed if it was.</summary>
    private static IEnumerable<Deadline> Missions(Contract contract, Dossier dossier)
    {
        if (contract.Termination is not null || contract.Ended || dossier.Contracts.IsFollowed(contract)) yield break;
        var starts = dossier.Contracts.StartsOf(contract);
        foreach (var mission in contract.Terms.Latest.Terms.Missions.Select(terms => terms.Mission))
        {
            if (contract.DeadlineOf(mission) is not { } deadline) continue;
            if (!starts.ContainsKey(mission)) yield return new Deadline(DeadlineKind.MissionStart, deadline.StartBy) { Mission = mission };
            if (!dossier.Contracts.IsDeployed(contract, mission)) yield return new Deadline(DeadlineKind.MissionDeployment, deadline.DeployBy) { Mission = mission };
        }
    }

    private static IEnumerable<Deadline> Assessments(Contract contract, Dossier dossier)
        => from year in Enumerable.Range(1, contract.YearsOpened)
           where contract.Opening(year) < contract.Over && Assessing.IsPending(dossier, contract, year)
           select new Deadline(DeadlineKind.Assessment, contract.Closing(year)) { Year = year };

    private static IEnumerable<Deadline> Term(Contract contract, Dossier dossier)
        => contract.Ended || dossier.Contracts.Last != contract ? [] : [new Deadline(DeadlineKind.TermEnd, contract.Over.AddDays(-1))];
}
