using Funding.Domain.Aci;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Tests;

/// <summary>R16, each slug in its order: every example breaks the rule that it names and all those written after it.</summary>
public class TermsRuleTests
{
    private static readonly Terms NoCore = new(TariffOf2022.Id, Euros(999_999), [new(Mission.Crisis, Euros(999_999), Euros(999_999))]);

    private static Terms Excessive(decimal functioning, decimal prevention, decimal access)
        => new(TariffOf2022.Id, Euros(functioning), [new(Mission.Access, Euros(access), Euros(0)), new(Mission.Pathways, Euros(0), Euros(0)), new(Mission.Prevention, Euros(prevention), Euros(0))]);

    private static Scene Negotiating => AciScene.Negotiating().On("2019-12-10");

    private static Outcome Proposing(Terms terms, Scene? scene = null) => (scene ?? Negotiating).When(new ProposeTerms(Party.Cpam, terms));

    private static AciTariff Without(params TariffItem[] items)
    {
        var facts = TariffOf2022.Known.Facts;
        return AciTariff.Fold(TariffOf2022.Id, [new AciTariffPublished(TariffOf2022.Id, facts with { Cells = facts.Cells.Where(it => !items.Contains(it.Cell.Item)).ToSequence() }) { EffectiveDate = Day("2018-01-01"), Reference = "JO 2018" }]);
    }

    [Fact]
    public void The_tariff_is_in_force_on_the_day()
    {
        var scene = Negotiating.With(TariffOf2019.With());
        Proposing(NoCore with { Tariff = TariffOf2019.Id, Missions = [] }, scene.On("2022-04-01")).ThenRefused(new TariffNotInForce(TariffOf2019.Id, Day("2022-04-01")));
        Proposing(NoCore with { Tariff = TariffOf2019.Id, Missions = [] }, scene.On("2022-03-31")).ThenRefused(new MissingCoreMission(Mission.Access));
    }

    [Fact]
    public void All_core_missions() => Proposing(NoCore, Negotiating.With(Without(TariffItem.Functioning, TariffItem.Ceiling))).ThenRefused(new MissingCoreMission(Mission.Access));

    [Fact]
    public void The_cells_of_the_class_are_known_functioning_first()
    {
        Proposing(Excessive(999_999, 999_999, 999_999), Negotiating.With(Without(TariffItem.Functioning, TariffItem.Ceiling))).ThenRefused(new TariffCellMissing(TariffOf2022.Id, 2, "functioning"));
        Proposing(Excessive(999_999, 999_999, 999_999), Negotiating.With(Without(TariffItem.Ceiling))).ThenRefused(new TariffCellMissing(TariffOf2022.Id, 2, "ceiling"));
        Proposing(Excessive(999_999, 999_999, 999_999), Negotiating.With(Without(TariffItem.Ceiling).Evolve(new TariffCellEntered(new(2, TariffItem.Ceiling), Euros(373_000)) { EffectiveDate = Day("2019-12-10"), Reference = "JO" })))
            .ThenRefused(new FunctioningExceeded(Euros(999_999), Euros(60_000)));
    }

    [Fact]
    public void The_functioning_then_each_part_whose_cell_is_known_then_the_ceiling_to_the_cent()
    {
        Proposing(Excessive(60_000.01m, 20_000.01m, 999_999)).ThenRefused(new FunctioningExceeded(Euros(60_000.01m), Euros(60_000)));
        Proposing(Excessive(60_000, 20_000.01m, 999_999)).ThenRefused(new MissionExceeded(Mission.Prevention, MissionPart.Fixed, Euros(20_000.01m), Euros(20_000)));
        Proposing(Excessive(60_000, 20_000, 293_000.01m)).ThenRefused(new CeilingExceeded(Euros(373_000.01m), Euros(373_000)));
        Proposing(Excessive(60_000, 20_000, 293_000)).Creating("proposal", "1");
    }

    [Fact]
    public void The_variable_part_has_a_cell_of_its_own()
        => Proposing(AciScene.Terms(), Negotiating.With(TariffOf2022.Known.Evolve(new TariffCellEntered(TariffCell.Of(2, Mission.Access, MissionPart.Variable), Euros(29_999)) { EffectiveDate = Day("2019-12-10"), Reference = "JO" })))
            .ThenRefused(new MissionExceeded(Mission.Access, MissionPart.Variable, Euros(30_000), Euros(29_999)));

    [Fact]
    public void The_class_is_that_of_the_population_on_the_day()
    {
        var shrunk = Negotiating.By(Martin, new TerritoryChanged(new Territory("69", [], 39_999)) { EffectiveDate = Day("2019-12-09") });
        Proposing(AciScene.Terms(), shrunk).ThenRefused(new FunctioningExceeded(Euros(60_000), Euros(50_000)));
        shrunk.When(new ProposeTerms(Party.Cpam, AciScene.Terms()) { EffectiveDate = Day("2019-12-08") }).Creating("proposal", "1");
        Proposing(AciScene.Terms(), Negotiating.By(Martin, new TerritoryChanged(new Territory("69", [], 40_000)) { EffectiveDate = Day("2019-12-09") })).Creating("proposal", "1");
    }

    [Fact]
    public void All_of_it_again_at_the_signature_by_the_facts_of_that_day()
    {
        var sign = new SignContract(Day("2020-03-01"), null);
        var agreed = AciScene.Negotiating().Agreed("2019-12-10").On("2020-03-01");
        var shrunk = agreed.By(Martin, new TerritoryChanged(new Territory("69", [], 39_999)) { EffectiveDate = Day("2020-02-01") });
        shrunk.When(sign).ThenRefused(new FunctioningExceeded(Euros(60_000), Euros(50_000)));
        shrunk.When(sign with { EffectiveDate = Day("2020-01-31") }).Creating("contract", "1");
        agreed.With(Without(TariffItem.Ceiling)).When(sign).ThenRefused(new TariffCellMissing(TariffOf2022.Id, 2, "ceiling"));
        agreed.With(TariffOf2022.Known.Evolve(new TariffCellEntered(new(2, TariffItem.Ceiling), Euros(204_999)) { EffectiveDate = Day("2020-03-01"), Reference = "JO" })).When(sign).ThenRefused(new CeilingExceeded(Euros(205_000), Euros(204_999)));
        agreed.When(sign with { StartsOn = Day("2019-12-01") }).ThenRefused(new OutOfOrder(Day("2019-12-01"), Day("2019-12-02")));
        shrunk.When(sign with { StartsOn = Day("2019-12-01") }).ThenRefused(new FunctioningExceeded(Euros(60_000), Euros(50_000)));
    }

    [Fact]
    public void And_at_an_amendment()
        => AciScene.Contracted().Agreed("2020-04-01").By(Martin, new TerritoryChanged(new Territory("69", [], 39_999)) { EffectiveDate = Day("2020-05-01") }).On("2020-05-02")
            .When(new AmendContract(1, Day("2020-05-02"))).ThenRefused(new FunctioningExceeded(Euros(60_000), Euros(50_000)));
}
