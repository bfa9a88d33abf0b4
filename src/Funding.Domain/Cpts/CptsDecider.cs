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
    public static IEnumerable<int> EnvelopesOf(CptsCommand command, CptsState state) => (command, state) switch
    {
        (AwardFirGrant it, Dossier) => [it.BudgetYear],
        (AmendCommitment or CancelCommitment, Dossier dossier) => Fir(dossier, ((CommitmentCommand)command).CommitmentId),
        (WithdrawCpts, Dossier dossier) => dossier.Commitments.Keys.SelectMany(id => Fir(dossier, id)).Distinct().Order(),
        _ => [],
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
        ReceiveRecovery it when commitment.Recoveries.TryGetValue(it.RecoveryId, out var recovery) => Settling.Decide(it, commitment, recovery, context),
        WaiveRecovery it when commitment.Recoveries.TryGetValue(it.RecoveryId, out var recovery) => Settling.Decide(it, commitment, recovery, context),
        ReceiveRecovery or WaiveRecovery => Decision.No(new NotFound()),
        _ => throw new UnreachableException($"No decision for {command.GetType().Name}."),
    };

    private static IEnumerable<int> Fir(Dossier dossier, string commitmentId)
        => dossier.Commitments.TryGetValue(commitmentId, out var commitment) && commitment.Ref.Source == FundingSource.Fir ? [commitment.Ref.BudgetYear] : [];
}
