using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Host.Demo;

/// <summary>A FIR grant that the rules allow: within the envelope, with a convention above the threshold.</summary>
internal sealed record FirGrant(AwardFirGrant Award)
{
    private static readonly string[] Purposes =
    [
        "Appui à l’écriture du projet de santé", "Temps de coordination et diagnostic territorial", "Amorçage de l’association et animation du territoire",
        "Ingénierie de projet et concertation des professionnels",
    ];

    /// <summary>Null when no envelope is known or it has too little left: the agency then does not award.</summary>
    public static FirGrant? Plan(World world, FirBudget budget, string region, Guid cpts, DateOnly on, Dice dice)
    {
        if (budget.YearFor(region, on, world.Agenda.Now) is not { } year) return null;
        var dossier = world.Dossier(cpts);
        if (dossier.PhaseOn(on) is not (InProject or Submitted)) return null;
        var amount = Money.Min(dice.Chance(45) ? dice.Euros(10_000, 22_500) : dice.Euros(25_000, 50_000), Whole(world.Envelope(region, year).Available));
        if (amount < Money.Euros(10_000)) return null;
        var together = amount + dossier.Commitments.Values.Where(commitment => commitment.Ref.BudgetYear == year).Total(commitment => commitment.Committed);
        var id = $"fir-{year}-{dossier.Commitments.Count + 1}";
        var named = together > world.Rules.ConventionThreshold;
        return new(new AwardFirGrant(
            id, year, amount, dice.Pick(Purposes), named ? $"CONV-{year}-{dice.Between(1000, 9999)}" : null, named ? on.AddDays(-dice.Between(1, 9)) : null,
            Instalments(amount, on, dice)) { EffectiveDate = on, Reference = $"DEC-{year}-{dice.Between(10_000, 99_999)}" });
    }

    private static Sequence<InstalmentPlan> Instalments(Money amount, DateOnly on, Dice dice)
    {
        if (amount < Money.Euros(18_000) && dice.Chance(60)) return [new(on.AddDays(45), amount)];
        var advance = Money.Euros(Math.Floor(amount.ToEuros() * dice.Between(5, 8) / 1000m) * 100m);
        return [new(on.AddDays(30), advance, InstalmentKind.Advance), new(on.AddDays(dice.Between(200, 300)), amount - advance, InstalmentKind.Balance)];
    }

    private static Money Whole(Money available) => Money.Euros(Math.Floor(available.ToEuros() / 500m) * 500m);
}
