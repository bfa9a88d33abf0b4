using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Host.Demo;

/// <summary>Money besides the FIR and the contract: help of Assurance maladie before the signature or for a crisis, and grants of the transformation fund.</summary>
internal sealed class SupportStory(CaseFile file, Offices offices)
{
    private readonly Dice dice = file.Dice;

    /// <summary>What Assurance maladie may give once, from the acceptance of the letter on (R21).</summary>
    public IEnumerable<DateTimeOffset> OneOff()
    {
        if (!dice.Chance(16)) yield break;
        var early = dice.Chance(70);
        yield return file.OfficeIn(early ? dice.Between(30, 140) : dice.Between(500, 1000));
        if (!file.MayCertify(FundingSource.Aci, file.Now)) yield break;
        var population = file.Dossier.Territory.Latest.Population;
        var amount = !early ? dice.Euros(5_000, 20_000) : population < 40_000 ? Money.Euros(15_000) : population < 80_000 ? Money.Euros(17_500) : Money.Euros(20_000);
        var id = $"aide-{file.Now.Year}-{file.Dossier.Commitments.Count + 1}";
        file.Act(offices.Cpam.Officer, new GrantAciOneOff(
            id, file.Now.Year, amount, early ? "Aide avant signature de l’ACI" : "Aide exceptionnelle, crise sanitaire", "décision fictive de la CPAM, démonstration (synthétique)",
            [new(file.Now.AddDays(30), amount)]) { EffectiveDate = file.Now });
        file.Begin(new GrantStory(file, id, offices.Cpam).Tell());
    }

    /// <summary>What the agency grants for transitional costs, while the fund still pays them (R22).</summary>
    public IEnumerable<DateTimeOffset> Transformation()
    {
        if (!dice.Chance(20)) yield break;
        yield return file.OfficeIn(dice.Between(150, 900));
        if (!file.MayCertify(FundingSource.Transformation, file.Now)
            || TransformationWindow.Refusal(file.Dossier.Contracts.Find(1)?.StartsOn, file.Now, file.World.Rules) is not null) yield break;
        var year = file.Now.Year;
        var amount = dice.Euros(6_000, 40_000);
        var (category, purpose) = dice.Pick<(CostCategory, string)>([
            (CostCategory.Coordination, "Recrutement d’un coordonnateur"), (CostCategory.DigitalTools, "Messagerie sécurisée et plan personnalisé de coordination"),
            (CostCategory.Premises, "Aménagement des locaux de la coordination"), (CostCategory.Training, "Formation des professionnels à l’exercice coordonné")]);
        var convention = file.ConventionFor(year, amount);
        var id = $"transfo-{year}-{file.Dossier.Commitments.Count + 1}";
        var advance = Money.Euros(Math.Floor(amount.ToEuros() * 0.6m / 100m) * 100m);
        file.Act(offices.Ars.Officer, new AwardTransformationGrant(
            id, year, amount, purpose, category, convention?.Reference, convention?.SignedOn,
            [new(file.Now.AddDays(30), advance, InstalmentKind.Advance), new(file.Now.AddDays(dice.Between(180, 300)), amount - advance, InstalmentKind.Balance)]) { EffectiveDate = file.Now });
        file.Begin(new GrantStory(file, id, offices.Ars).Tell());
    }
}
