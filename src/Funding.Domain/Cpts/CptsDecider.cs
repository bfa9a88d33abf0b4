using System.Diagnostics;
using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Command and state in, events or a rejection out. Nothing is read and nothing is stored here.</summary>
public static class CptsDecider
{
    /// <summary>Judges a command on the state of its CPTS, on which what is due must already be recorded.</summary>
    public static Decision Decide(CptsCommand command, CptsState state, ActContext context) => (command, state) switch
    {
        (RegisterCpts it, _) => Registering.Decide(it, state, context),
        (_, Dossier dossier) => Decide(command, dossier, context),
        _ => Decision.No(new NotFound()),
    };

    /// <summary>The budget years whose FIR envelope the command may draw on or give back to: they are to be held while it is judged.</summary>
    public static IEnumerable<int> EnvelopesOf(CptsCommand command, CptsState state) => Asked(command, state).Union(EnvelopesOfDue(state));

    /// <summary>The budget years whose FIR envelope gets credit back when what is due on the dossier is recorded: the end of its last contract releases what is not certified.</summary>
    public static IEnumerable<int> EnvelopesOfDue(CptsState state)
        => state is Dossier { Contracts.Last.Ended: false } dossier
            ? dossier.Commitments.Values.Where(it => it.Ref.Source == FundingSource.Fir && Spreading.Free(it).Count > 0).Select(it => it.Ref.BudgetYear).Distinct().Order()
            : [];

    private static IEnumerable<int> Asked(CptsCommand command, CptsState state) => (command, state) switch
    {
        (AwardFirGrant it, Dossier) => [it.BudgetYear],
        (AmendCommitment or CancelCommitment, Dossier dossier) => Fir(dossier, ((CommitmentCommand)command).CommitmentId),
        (WithdrawCpts, Dossier dossier) => dossier.Commitments.Keys.SelectMany(id => Fir(dossier, id)).Distinct().Order(),
        _ => [],
    };

    /// <summary>Whether the command is judged by the ACI tariffs: they are then read afresh, since an administrator may just have entered a cell.</summary>
    public static bool NeedsTariffs(CptsCommand command) => command switch
    {
        ProposeTerms or SignContract or AmendContract => true,
        _ => false,
    };

    private static Decision Decide(CptsCommand command, Dossier dossier, ActContext context) => command switch
    {
        ChangeCpts it => Changing.Decide(it, dossier, context),
        AcceptLetterOfIntent it => Letter.Decide(it, dossier, context),
        RefuseLetterOfIntent it => Letter.Decide(it, dossier, context),
        AwardFirGrant it => Awarding.Decide(it, dossier, context),
        AwardTransformationGrant it => AwardingTransformation.Decide(it, dossier, context),
        GrantAciOneOff it => GrantingOneOff.Decide(it, dossier, context),
        SubmitHealthProject it => Submitting.Decide(it, dossier, context),
        OpposeHealthProject it => Opposing.Decide(it, dossier, context),
        ValidateHealthProject it => Validating.Decide(it, dossier, context),
        WithdrawCpts it => Withdrawing.Decide(it, dossier, context),
        ReverseAct it => Reversing.Decide(it, dossier, context),
        OpenNegotiation it => Opening.Decide(it, dossier, context),
        ProposeTerms it => Proposing.Decide(it, dossier, context),
        ApproveTerms it => Approving.Decide(it, dossier, context),
        SignContract it => Signing.Decide(it, dossier, context),
        ContractCommand it when dossier.Contracts.Find(it.Contract) is { } contract => Decide(it, dossier, contract, context),
        ContractCommand => Decision.No(new NotFound()),
        CommitmentCommand it when dossier.Commitments.TryGetValue(it.CommitmentId, out var commitment) => Decide(it, dossier, commitment, context),
        CommitmentCommand => Decision.No(new NotFound()),
        _ => throw new UnreachableException($"No decision for {command.GetType().Name}."),
    };

    private static Decision Decide(CommitmentCommand command, Dossier dossier, Commitment commitment, ActContext context) => command switch
    {
        AmendCommitment it => Amending.Decide(it, dossier, commitment, context),
        CancelCommitment it => Cancelling.Decide(it, commitment, context),
        Certify it => Certifying.Decide(it, dossier, commitment, context),
        Pay it => Paying.Decide(it, dossier, commitment, context),
        RefusePayment it => RefusingPayment.Decide(it, dossier, commitment, context),
        OrderRecovery it => Recovering.Decide(it, dossier, commitment, context),
        ReceiveRecovery it when commitment.Recoveries.TryGetValue(it.RecoveryId, out var recovery) => Settling.Decide(it, dossier, commitment, recovery, context),
        WaiveRecovery it when commitment.Recoveries.TryGetValue(it.RecoveryId, out var recovery) => Settling.Decide(it, dossier, commitment, recovery, context),
        ReceiveRecovery or WaiveRecovery => Decision.No(new NotFound()),
        _ => throw new UnreachableException($"No decision for {command.GetType().Name}."),
    };

    private static Decision Decide(ContractCommand command, Dossier dossier, Contract contract, ActContext context) => command switch
    {
        StartMission it => StartingMission.Decide(it, dossier, contract, context),
        DeployMission it => DeployingMission.Decide(it, dossier, contract, context),
        AssessYear it => Assessing.Decide(it, dossier, contract, context),
        AmendContract it => AmendingContract.Decide(it, dossier, contract, context),
        SuspendContract it => Suspending.Decide(it, dossier, contract, context),
        ResumeContract it => Suspending.Decide(it, dossier, contract, context),
        TerminateContract it => Terminating.Decide(it, dossier, contract, context),
        _ => throw new UnreachableException($"No decision for {command.GetType().Name}."),
    };

    private static IEnumerable<int> Fir(Dossier dossier, string commitmentId)
        => dossier.Commitments.TryGetValue(commitmentId, out var commitment) && commitment.Ref.Source == FundingSource.Fir ? [commitment.Ref.BudgetYear] : [];
}
