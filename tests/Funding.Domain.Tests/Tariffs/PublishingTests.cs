using Funding.Domain.Aci;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Tests;

public class PublishingTests
{
    private static TariffDecision Decide(PublishTariff command, string today, params TariffEvent[] given)
        => TariffDecider.Decide(command, AciTariff.Fold(command.Tariff, given), new TariffContext(Day(today), RuleSettings.Default, []));

    [Fact]
    public void A_tariff_is_published_on_its_first_day()
        => Decide(TariffOf2019.Publish, "2024-06-03").ShouldBe(new TariffAccepted([TariffOf2019.Published]));

    [Fact]
    public void One_that_is_not_in_force_yet_is_published_today()
        => Decide(TariffOf2019.Publish, "2019-01-02").ShouldBe(new TariffAccepted([TariffOf2019.Published with { EffectiveDate = Day("2019-01-02") }]));

    [Fact]
    public void The_same_again_changes_nothing_whatever_was_entered_since()
    {
        Decide(TariffOf2019.Publish, "2025-01-01", TariffOf2019.Published).ShouldBe(new TariffAccepted([]));
        Decide(TariffOf2019.Publish, "2025-01-01", TariffOf2019.Published, TariffOf2019.Entered(new(2, TariffItem.Ceiling), 287_000, "2020-01-10")).ShouldBe(new TariffAccepted([]));
    }

    [Fact]
    public void What_was_published_is_not_replaced()
    {
        var changed = TariffOf2019.Publish with { Facts = TariffOf2019.Facts with { AdvanceRate = 0.8m } };
        Decide(changed, "2025-01-01", TariffOf2019.Published).ShouldBe(new TariffRefused(new AlreadyExists("aci-2019")));
        Decide(TariffOf2019.Publish with { Reference = "JO 2020" }, "2025-01-01", TariffOf2019.Published).ShouldBe(new TariffRefused(new AlreadyExists("aci-2019")));
    }

    [Fact]
    public void It_is_in_force_from_its_first_day_to_its_last_both_included()
    {
        var tariff = TariffOf2019.With();
        new[] { "2019-08-24", "2019-08-25", "2022-03-31", "2022-04-01" }.Select(day => tariff.IsInForce(Day(day))).ShouldBe([false, true, true, false]);
        var open = AciTariff.Fold("x", [TariffOf2019.Published with { Facts = TariffOf2019.Facts with { ValidTo = null } }]);
        open.IsInForce(Day("2099-01-01")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(39_999, 1)]
    [InlineData(40_000, 2)]
    [InlineData(80_000, 2)]
    [InlineData(80_001, 3)]
    [InlineData(int.MaxValue, 3)]
    public void The_population_gives_the_size_class_and_the_tariff_says_where_a_bound_falls(int population, int sizeClass)
        => TariffOf2019.With().ClassOf(population).ShouldBe(sizeClass);

    [Fact]
    public void A_cell_that_no_source_gives_is_empty()
    {
        var (tariff, day) = (TariffOf2019.With(), Day("2020-01-01"));
        tariff.Functioning(2, day).ShouldBe(Euros(60_000));
        tariff.Ceiling(1, day).ShouldBe(Euros(220_000));
        tariff.Ceiling(2, day).ShouldBeNull();
        tariff.MissionPart(1, Mission.Access, MissionPart.Fixed, day).ShouldBe(Euros(40_000));
        tariff.MissionPart(1, Mission.Access, MissionPart.Variable, day).ShouldBeNull();
        tariff.MissionPart(2, Mission.Access, MissionPart.Fixed, day).ShouldBeNull();
        tariff.Table.Count().ShouldBe(3 * (2 + (3 * 2)));
    }

    [Fact]
    public void Terms_rest_on_the_version_that_knows_their_cells()
    {
        var tariff = TariffOf2019.With(TariffOf2019.Entered(new(2, TariffItem.Ceiling), 287_000, "2020-01-10"));
        tariff.BasisFor(65_000).ShouldBe(new TariffBasis("aci-2019", 2, "arrêté du 21 août 2019", 2, 65_000, 0.75m, 5, TariffOf2019.Facts.Deadlines));
        tariff.Missions.ShouldBe([Mission.Access, Mission.Pathways, Mission.Quality]);
        tariff.CoreMissions.ShouldBe([Mission.Access, Mission.Pathways]);
    }

    [Fact]
    public void Before_its_publication_there_is_no_tariff()
    {
        var tariff = new AciTariff("aci-2019");
        tariff.Exists.ShouldBeFalse();
        tariff.Version.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => tariff.ClassOf(1));
    }
}
