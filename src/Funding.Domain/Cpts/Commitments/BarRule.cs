using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>R7: from 00:00 of 1 January of the fourth year after notification on, unpaid FIR sums are barred.</summary>
internal static class BarRule
{
    /// <summary>An act dated from the bar on can neither certify nor pay; one dated before and recorded late can.</summary>
    public static Rejection? Refusal(Commitment commitment, DateOnly on, RuleSettings rules)
        => commitment.BarredFrom(rules) is { } bar && on >= bar ? new TimeBarred(bar) : null;

    /// <summary>What a payment dated before the bar takes back from it.</summary>
    public static BarCorrection? Correction(Commitment commitment, Instalment instalment, Money paid, RuleSettings rules)
        => commitment.BarredFrom(rules) is { } bar && instalment.Barred.IsPositive ? new BarCorrection(bar, Money.Min(paid, instalment.Barred)) : null;
}
