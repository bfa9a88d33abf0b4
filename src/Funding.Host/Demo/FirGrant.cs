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
    public static FirGrant? Plan(CaseFile file, FirBudget budget, DateOnly on)
    {
        var (world, dossier, dice) = (file.World, file.Dossier, file.Dice);
        if (budget.YearFor(file.Region, on, world.Agenda.Now) is not { } year) return null;
        if (dossier.PhaseOn(on) is not (InProject or Submitted)) return null;
        var amount = Money.Min(dice.Chance(45) ? dice.Euros(10_000, 22_500) : dice.Euros(25_000, 50_000), Whole(world.Envelope(file.Region, year).Available));
        if (amount < Money.Euros(10_000)) return null;
        var id = $"fir-{year}-{dossier.Commitments.Count + 1}";
        var convention = file.ConventionFor(year, amount, on);
        return new(new AwardFirGrant(
            id, year, amount, dice.Pick(Purposes), convention?.Reference, convention?.SignedOn,
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
