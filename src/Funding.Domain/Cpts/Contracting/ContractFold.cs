namespace Funding.Domain.Cpts;

/// <summary>The contracts and the phase after an event of a contract.</summary>
internal static class ContractFold
{
    public static Contracts Evolve(Contracts contracts, ContractEvent happened, PersonId actor) => happened switch
    {
        AciContractSigned it => contracts.With(it, actor),
        AciMissionStarted it => contracts.With(it.Contract, contract => contract with { Missions = contract.Missions.SetItem(it.Mission, new MissionRecord(it, actor)) }),
        AciMissionDeployed it => contracts.With(it.Contract, contract => contract with { Deployments = contract.Deployments.SetItem(it.Mission, it) }),
        AciYearOpened it => contracts.With(it.Contract, contract => contract with { YearsOpened = it.Year }),
        AciYearAssessed it => contracts.With(it.Contract, contract => contract with { Assessments = contract.Assessments.Add(new Assessment(it, actor)) }),
        AciContractAmended it => contracts.With(it.Contract, contract => Amended(contract, it, actor)),
        AciContractTerminated it => contracts.With(it.Contract, contract => contract with { Termination = it }),
        AciContractEnded it => contracts.With(it.Contract, contract => contract with { Ended = true }),
        _ => contracts,
    };

    /// <summary>The phase that an event of a contract opens, or null.</summary>
    public static Phase? Opens(ContractEvent happened) => happened switch
    {
        AciContractSigned it => new Contracted(it.EffectiveDate),
        AciContractSuspended it => new ContractSuspended(it.EffectiveDate),
        AciContractResumed it => new Contracted(it.EffectiveDate),
        AciContractEnded it => new Ended(it.EffectiveDate),
        _ => null,
    };

    /// <summary>Terms that take effect before the contract starts count from its start.</summary>
    private static Contract Amended(Contract contract, AciContractAmended it, PersonId actor) => contract with
    {
        Terms = contract.Terms.With(LegalDays.Latest(it.TakesEffectOn, contract.StartsOn), it.Agreed),
        SignedBy = contract.SignedBy.Add(actor),
        Amendments = contract.Amendments.Add(it),
    };
}
