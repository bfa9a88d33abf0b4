using Funding.Domain;
using Funding.Engine.Reading;

namespace Funding.Host.Presentation;

/// <summary>How much of each kind there is, in French.</summary>
internal static class MoneyFacts
{
    private static readonly string Nothing = French.Of(Money.Zero);

    /// <summary>The sums of something, and what is left of them; what is not told is nothing.</summary>
    public static IEnumerable<Fact> Of(string what, Totals totals) =>
    [
        Of($"{what}, engagé", totals.Committed), Of($"{what}, certifié", totals.Certified), Of($"{what}, versé", totals.Paid), Of($"{what}, prescrit", totals.Barred),
        Of($"{what}, à recouvrer", totals.RecoveryOrdered), Of($"{what}, recouvré", totals.Recovered), Of($"{what}, remis", totals.Waived), Of($"{what}, reste à payer", totals.Outstanding),
    ];

    /// <summary>One sum.</summary>
    public static Fact Of(string what, Money amount) => new(what, French.Of(amount), Nothing);
}
