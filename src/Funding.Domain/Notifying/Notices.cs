using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;

namespace Funding.Domain.Notifying;

/// <summary>What is to be told of an event: a function of the event and of what it happened to, so that the same act always tells the same.</summary>
public static class Notices
{
    private static readonly (NoticeKind Kind, int Percent)[] Alerts = [(NoticeKind.EnvelopeAt80, 80), (NoticeKind.EnvelopeAt95, 95)];

    /// <summary>What an event of a CPTS tells.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="regionCode">The region of the CPTS.</param>
    public static IEnumerable<Notice> Of(CptsEvent happened, string regionCode)
    {
        return happened switch
        {
            HealthProjectSubmitted => [Make(NoticeKind.HealthProjectSubmitted)],
            HealthProjectValidated or HealthProjectDeemedValidated => [Make(NoticeKind.HealthProjectValidated)],
            FirGrantAwarded it => [Make(NoticeKind.FirGrantAwarded, it.Commitment, it.Amount)],
            AciContractSigned => [Make(NoticeKind.AciContractSigned)],
            PaymentRefused it => [Make(NoticeKind.PaymentRefused, it.Commitment, it.Amount)],
            RecoveryOrdered it => [Make(NoticeKind.RecoveryOrdered, it.Commitment, it.Amount)],
            _ => [],
        };

        Notice Make(NoticeKind kind, CommitmentRef? commitment = null, Money? amount = null)
            => new(kind, regionCode) { On = happened.EffectiveDate, CommitmentId = commitment?.Id, BudgetYear = commitment?.BudgetYear, Amount = amount };
    }

    /// <summary>The alerts that an event of an envelope raises: each threshold that it passes, upwards.</summary>
    public static IEnumerable<Notice> Of(EnvelopeEvent happened, FirEnvelope before)
    {
        var after = before.Evolve(happened);
        return from alert in Alerts
               where Reaches(after, alert.Percent) && !Reaches(before, alert.Percent)
               select new Notice(alert.Kind, before.RegionCode) { On = happened.EffectiveDate, BudgetYear = before.Year, Amount = after.Available };
    }

    private static bool Reaches(FirEnvelope envelope, int percent)
        => envelope.Committed.IsPositive && (decimal)envelope.Committed.Cents * 100 >= (decimal)envelope.Authorised.Cents * percent;
}
