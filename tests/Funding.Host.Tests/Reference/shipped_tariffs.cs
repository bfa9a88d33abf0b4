using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Tariffs;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Reference;

/// <summary>Unit. The ACI tariffs as they are embedded.</summary>
public class shipped_tariffs
{
    private static AciTariff Of(string id)
    {
        var shipped = ReferenceFiles.AciTariffs().Single(tariff => tariff.Tariff == id);
        return AciTariff.Fold(id, [new AciTariffPublished(id, shipped.Facts) { EffectiveDate = shipped.Facts.ValidFrom, Reference = shipped.Reference }]);
    }

    private static readonly DateOnly Any = new(2022, 1, 1);

    [Theory]
    [InlineData("aci-2019", "2019-08-24", false)]
    [InlineData("aci-2019", "2019-08-25", true)]
    [InlineData("aci-2019", "2022-03-31", true)]
    [InlineData("aci-2019", "2022-04-01", false)]
    [InlineData("aci-avenant-2", "2022-03-31", false)]
    [InlineData("aci-avenant-2", "2022-04-01", true)]
    [InlineData("aci-avenant-2", "2031-01-01", true)]
    public void one_follows_the_other(string id, string day, bool isInForce)
        => Of(id).IsInForce(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(isInForce);

    [Theory]
    [InlineData(39_999, 1)]
    [InlineData(40_000, 2)]
    [InlineData(79_999, 2)]
    [InlineData(80_000, 3)]
    [InlineData(175_000, 3)]
    [InlineData(175_001, 4)]
    public void both_have_the_same_size_classes(int population, int sizeClass)
        => ReferenceFiles.AciTariffs().Select(tariff => Of(tariff.Tariff).ClassOf(population)).ShouldBe([sizeClass, sizeClass]);

    [Fact]
    public void the_known_amounts_are_those_of_the_sources_and_every_other_cell_is_empty()
    {
        Money?[] functioning = [Euros(50_000), Euros(60_000), Euros(75_000), Euros(90_000)];
        Row(Of("aci-2019"), TariffItem.Functioning).ShouldBe(functioning);
        Row(Of("aci-2019"), TariffItem.Ceiling).ShouldBe([Euros(220_000), Euros(287_000), Euros(370_000), Euros(450_000)]);
        Row(Of("aci-avenant-2"), TariffItem.Functioning).ShouldBe(functioning);
        Row(Of("aci-avenant-2"), TariffItem.Ceiling).ShouldBe([null, null, null, Euros(580_000)]);
        foreach (var tariff in ReferenceFiles.AciTariffs())
            Of(tariff.Tariff).Table.Where(cell => TariffCell.IsMission(cell.Item)).ShouldAllBe(cell => Of(tariff.Tariff).Amount(cell, Any) == null);
    }

    [Fact]
    public void every_amount_is_in_a_cell_of_its_table()
    {
        foreach (var tariff in ReferenceFiles.AciTariffs()) tariff.Facts.Cells.Select(cell => cell.Cell).ShouldBeSubsetOf(Of(tariff.Tariff).Table);
    }

    [Fact]
    public void avenant_2_makes_crises_a_core_mission_with_its_deadlines()
    {
        Of("aci-2019").Missions.ShouldBe([Mission.Access, Mission.Pathways, Mission.Prevention, Mission.Quality, Mission.Support]);
        Of("aci-avenant-2").CoreMissions.ShouldBe([Mission.Access, Mission.Pathways, Mission.Prevention, Mission.Crisis]);
        Of("aci-avenant-2").BasisFor(65_000).ShouldBe(new TariffBasis(
            "aci-avenant-2", 1, "avis JORFTEXT000045443303", 2, 65_000, 0.75m, 5,
            [new(Mission.Access, 6, 18), new(Mission.Pathways, 12, 24), new(Mission.Prevention, 12, 24), new(Mission.Crisis, 6, 18)]));
    }

    [Fact]
    public void what_is_not_official_says_so()
        => Of("aci-avenant-2").Facts.Confidence.Select(note => $"{note.About}: {note.Source.Split(' ')[0]}").ShouldBe(
            ["functioning: derived", "ceiling: press", "sizeClasses: official", "missionDeadlines: official", "validFrom: assumption"]);

    [Fact]
    public void a_file_with_a_member_that_nobody_reads_is_refused()
        => Should.Throw<System.Text.Json.JsonException>(() => TariffFile.Read("""{"_comment":"x","tariffs":[],"more":1}"""));

    private static IEnumerable<Money?> Row(AciTariff tariff, TariffItem item) => Enumerable.Range(1, 4).Select(sizeClass => tariff.Amount(new(sizeClass, item), Any));

    private static Money Euros(decimal euros) => Money.Euros(euros);
}
