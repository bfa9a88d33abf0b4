using Funding.Domain.Cpts;
using Funding.Domain.Refusing;

namespace Funding.Domain.Aci;

/// <summary>What is malformed in terms, whatever their tariff says.</summary>
internal static class TermsFaults
{
    /// <param name="terms">The terms.</param>
    /// <param name="at">JSON pointer to them.</param>
    public static IEnumerable<Fault?> Of(Terms terms, string at)
    {
        yield return OfAmount(terms.Functioning, $"{at}/functioning");
        for (var i = 0; i < terms.Missions.Count; i++)
        {
            var mission = terms.Missions[i];
            yield return Judging.When(terms.Missions.Take(i).Any(it => it.Mission == mission.Mission), $"{at}/missions/{i}/mission", "La mission est donnée deux fois.");
            yield return OfAmount(mission.Fixed, $"{at}/missions/{i}/fixed");
            yield return OfAmount(mission.Variable, $"{at}/missions/{i}/variable");
        }
    }

    private static Fault? OfAmount(Money amount, string pointer) => Judging.When(amount < Money.Zero || !amount.IsInRange, pointer, "Le montant n'est pas négatif.");
}
