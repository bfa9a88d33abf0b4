using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Host.Presentation;

namespace Funding.Host.Tests.Presentation;

public class calculation_sentences
{
    private static readonly TariffBasis Tariff = new("aci-2019", 1, "arrêté du 21 août 2019", 2, 65_000, 0.75m, 5, []);

    private static readonly ContractFacts Contract = new()
    {
        Number = 1, SignedOn = new(2020, 3, 1), StartsOn = new(2020, 3, 1), TermYears = 5, Terms = History<AgreedTerms>.Starting(new(2020, 3, 1), new(1, Terms(40_000), Tariff)),
        Starts = System.Collections.Immutable.ImmutableSortedDictionary<Mission, DateOnly>.Empty.Add(Mission.Access, new(2020, 7, 1)),
    };

    [Fact]
    public void a_part_of_a_year_tells_its_days_its_instalments_and_its_tariff()
        => Told(Contract, "aci-1-y1-access-fixed").ShouldBe(
            "Part fixe « accès aux soins », année 1 du contrat 1 : 40 000,00 € × 243 jours (du 1er juillet 2020 au 28 février 2021) ÷ 365 jours = 26 630,14 € ; avance de 75 % : 19 972,61 € ; solde : 6 657,53 €. "
            + "Barème aci-2019 (version 1), arrêté du 21 août 2019.");

    [Fact]
    public void a_whole_year_needs_no_days()
    {
        Told(Contract, "aci-1-y1-functioning").ShouldStartWith("Fonctionnement, année 1 du contrat 1 : 60 000,00 € pour l’année entière (du 1er mars 2020 au 28 février 2021), en une fois. Barème");
        Told(Contract, "aci-1-y4-functioning").ShouldContain("(du 1er mars 2023 au 29 février 2024) ; avance de 75 % : 45 000,00 € ; solde : 15 000,00 €.");
    }

    [Fact]
    public void a_variable_part_tells_the_achieved_rate()
    {
        var assessed = Contract with { Achievements = Contract.Achievements.Add((1, Mission.Access), new(0.8125m, new(2021, 3, 1))).Add((2, Mission.Access), new(0.5m, new(2022, 3, 1))) };
        Told(assessed, "aci-1-y1-access-variable").ShouldStartWith(
            "Part variable « accès aux soins », année 1 du contrat 1 : 30 000,00 € × 243 jours (du 1er juillet 2020 au 28 février 2021) ÷ 365 jours × 81,25 % (taux atteint) = 16 227,74 €, en une fois.");
        Told(assessed, "aci-1-y2-access-variable").ShouldContain("30 000,00 € pour l’année entière (du 1er mars 2021 au 28 février 2022) × 50 % (taux atteint) = 15 000,00 €, en une fois.");
    }

    [Fact]
    public void an_amendment_within_the_year_tells_both_amounts_and_no_rate_for_the_advance_already_fixed()
    {
        var amended = Contract with { Terms = Contract.Terms.With(new(2020, 12, 1), new(2, Terms(50_000), Tariff with { Version = 2 })) };
        var line = OwedLines.Of(amended, 1).Single(it => it.CommitmentId == "aci-1-y1-access-fixed");
        Sequence<PlannedInstalment> instalments = [new(1, InstalmentKind.Advance, new(2020, 7, 1), Money.Euros(19_972.61m)), new(2, InstalmentKind.Balance, new(2021, 3, 1), line.Amount - Money.Euros(19_972.61m))];
        Plain(CalculationSentences.Of(line.Trace, instalments)).ShouldBe(
            "Part fixe « accès aux soins », année 1 du contrat 1 : (40 000,00 € × 153 jours du 1er juillet 2020 au 30 novembre 2020 + 50 000,00 € × 90 jours du 1er décembre 2020 au 28 février 2021) ÷ 365 jours = 29 095,89 € ; "
            + "avance : 19 972,61 € ; solde : 9 123,28 €. Barème aci-2019 (version 1), arrêté du 21 août 2019 ; puis barème aci-2019 (version 2), arrêté du 21 août 2019.");
    }

    [Fact]
    public void a_termination_says_from_when_days_do_not_count()
    {
        Told(Contract with { EndsOn = new(2020, 7, 1) }, "aci-1-y1-access-fixed").ShouldContain(
            "40 000,00 € × 1 jour (le 1er juillet 2020) ÷ 365 jours = 109,59 € ; avance de 75 % : 82,19 € ; solde : 27,40 €. Le contrat prend fin le 1er juillet 2020 : les jours suivants ne comptent pas. Barème");
        Told(Contract with { EndsOn = new(2020, 6, 30) }, "aci-1-y1-access-fixed").ShouldEndWith(
            " : aucun jour ne compte, 0,00 € ; avance de 75 % : 0,00 € ; solde : 0,00 €. Le contrat prend fin le 30 juin 2020 : les jours suivants ne comptent pas.");
    }

    [Fact]
    public void figures_and_dates_do_not_break()
        => CalculationSentences.Of(OwedLines.Of(Contract, 1)[1].Trace, []).ShouldContain("40\u202F000,00\u202F€ × 243\u00A0jours (du 1er\u00A0juillet\u00A02020 au 28\u00A0février\u00A02021)");

    private static Terms Terms(decimal access) => new("aci-2019", Money.Euros(60_000), [new(Mission.Access, Money.Euros(access), Money.Euros(30_000))]);

    private static string Told(ContractFacts contract, string id)
    {
        var line = OwedLines.Of(contract, 5).Single(it => it.CommitmentId == id);
        return Plain(CalculationSentences.Of(line.Trace, line.Instalments));
    }

    private static string Plain(string text) => text.Replace('\u202F', ' ').Replace('\u00A0', ' ');
}
