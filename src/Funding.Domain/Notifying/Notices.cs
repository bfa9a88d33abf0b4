using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;

namespace Funding.Domain.Notifying;

/// <summary>What is to be told of an event: a function of the event and of what it happened to, so that the same act always tells the same.</summary>
public static class Notices
{
    private static readonly (NoticeKind Kind, int Percent)[] Alerts = [(NoticeKind.EnvelopeAt80, 80), (NoticeKind.EnvelopeAt95, 95)];

    /// <summary>What an event of a CPTS tells.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="dossier">The dossier once it happened.</param>
    public static IEnumerable<Notice> Of(CptsEvent happened, Dossier dossier)
    {
        return happened switch
        {
            HealthProjectSubmitted it => [Make(NoticeKind.HealthProjectSubmitted) with { By = it.DeemedValidatedOn.AddDays(-1) }],
            HealthProjectValidated or HealthProjectDeemedValidated => [Make(NoticeKind.HealthProjectValidated)],
            FirGrantAwarded it => [OfMoney(NoticeKind.FirGrantAwarded, it.Commitment, it.Amount)],
            AciContractSigned it => [Make(NoticeKind.AciContractSigned) with { Contract = it.Contract }],
            PaymentRefused it => [OfMoney(NoticeKind.PaymentRefused, it.Commitment, it.Amount) with { Instalment = it.Instalment }],
            RecoveryOrdered it => [OfMoney(NoticeKind.RecoveryOrdered, it.Commitment, it.Amount)],
            _ => [],
        };

        Notice Make(NoticeKind kind) => new(kind, dossier.RegionCode) { On = happened.EffectiveDate };

        Notice OfMoney(NoticeKind kind, CommitmentRef commitment, Money amount)
        {
            var line = dossier.Commitments.GetValueOrDefault(commitment.Id)?.Line;
            return Make(kind) with
            {
                CommitmentId = commitment.Id, Source = commitment.Source, BudgetYear = commitment.BudgetYear, Amount = amount,
                Line = line?.Kind, Contract = line?.Contract, Year = line?.Year, Mission = line?.Mission,
            };
        }
    }

    /// <summary>The alerts that an event of an envelope raises: each threshold that it passes, upwards.</summary>
    public static IEnumerable<Notice> Of(EnvelopeEvent happened, FirEnvelope before)
    {
        var after = before.Evolve(happened);
        return from alert in Alerts
               where Reaches(after, alert.Percent) && !Reaches(before, alert.Percent)
               select new Notice(alert.Kind, before.RegionCode) { On = happened.EffectiveDate, BudgetYear = before.Year, Amount = after.Available };
    }

    /// <summary>The highest alert that what is committed of an envelope has reached; null below all of them.</summary>
    public static NoticeKind? AlertAt(Money committed, Money authorised)
        => Alerts.Where(alert => Reaches(committed, authorised, alert.Percent)).Select(alert => (NoticeKind?)alert.Kind).LastOrDefault();

    private static bool Reaches(FirEnvelope envelope, int percent) => Reaches(envelope.Committed, envelope.Authorised, percent);

    private static bool Reaches(Money committed, Money authorised, int percent)
        => committed.IsPositive && (decimal)committed.Cents * 100 >= (decimal)authorised.Cents * percent;
}
