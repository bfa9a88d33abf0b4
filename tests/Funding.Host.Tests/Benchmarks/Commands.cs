using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Host.Tests.Benchmarks;

/// <summary>The command that asks for what was recorded.</summary>
internal static class Commands
{
    /// <param name="cpts">On which CPTS.</param>
    /// <param name="events">The events of one act; the last one says what was asked, but for a withdrawal, which comes first.</param>
    public static CptsCommand Of(Guid cpts, IReadOnlyList<CptsEvent> events)
    {
        var asked = events[0] is CptsWithdrawn ? events[0] : events[^1];
        return Bare(cpts, asked) with { EffectiveDate = asked.EffectiveDate, Reference = asked.Reference, Comment = asked.Comment };
    }

    private static CptsCommand Bare(Guid cpts, CptsEvent happened) => happened switch
    {
        CptsRegistered it => new RegisterCpts(
            cpts, it.Name, it.RegionCode, it.Territory.DepartmentCode, it.Territory.Communes, null, it.Profile, it.Identifiers.Siret, it.Identifiers.Rna, it.Contact, it.Synthetic),
        CptsRenamed it => Change() with { Name = it.Name },
        TerritoryChanged it => Change() with { Communes = it.Territory.Communes },
        ContactChanged it => Change() with { Contact = it.Contact },
        LetterOfIntentAccepted => new AcceptLetterOfIntent(),
        HealthProjectSubmitted => new SubmitHealthProject(),
        HealthProjectOpposed it => new OpposeHealthProject(it.Ground),
        HealthProjectValidated => new ValidateHealthProject(),
        CptsWithdrawn it => new WithdrawCpts(it.Reason),
        FirGrantAwarded it => new AwardFirGrant(
            it.Commitment.Id, it.Commitment.BudgetYear, it.Amount, it.Purpose, it.Convention?.Reference, it.Convention?.SignedOn,
            it.Instalments.Select(plan => new InstalmentPlan(plan.DueOn, plan.Amount, plan.Kind)).ToSequence()),
        CommitmentAmended it => new AmendCommitment(it.Commitment.Id, it.Amount, null, it.Convention?.Reference, it.Convention?.SignedOn),
        CommitmentCancelled it => new CancelCommitment(it.Commitment.Id),
        ServiceCertified it => new Certify(it.Commitment.Id, it.CertificationId, it.Instalment, it.Amount),
        PaymentMade it => new Pay(it.Commitment.Id, it.Instalment, it.Amount, it.PaymentReference),
        PaymentRefused it => new RefusePayment(it.Commitment.Id, it.Instalment, it.Reason),
        RecoveryOrdered it => new OrderRecovery(it.Commitment.Id, it.RecoveryId, it.Amount, it.Reason!),
        RecoveryReceived it => new ReceiveRecovery(it.Commitment.Id, it.RecoveryId, it.Amount),
        RecoveryWaived it => new WaiveRecovery(it.Commitment.Id, it.RecoveryId, it.Amount),
        ActReversed it => new ReverseAct(it.Reversed, it.Reason),
        _ => throw new ArgumentException($"Nobody asks for {happened}.", nameof(happened)),
    };

    private static ChangeCpts Change() => new(null, null, null, null, null, null, null, null);
}
