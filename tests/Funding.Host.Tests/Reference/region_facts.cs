using Funding.Host.Reference;

namespace Funding.Host.Tests.Reference;

/// <summary>Unit. Names, order, neighbours and legal time of the regions.</summary>
public class region_facts
{
    private static readonly ReferenceData Data = ReferenceData.Current;

    [Fact]
    public void regions_come_in_French_alphabetical_order() => Data.Regions.Select(region => region.Name).ShouldBe(
    [
        "Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté", "Bretagne", "Centre-Val de Loire", "Corse", "Grand Est", "Guadeloupe", "Guyane", "Hauts-de-France",
        "Île-de-France", "La Réunion", "Martinique", "Mayotte", "Normandie", "Nouvelle-Aquitaine", "Occitanie", "Pays de la Loire", "Provence-Alpes-Côte d'Azur",
    ]);

    [Fact]
    public void names_are_found_by_code() =>
        (Data.FindRegion("75")?.Name, Data.FindDepartment("75")?.Name).ShouldBe(("Nouvelle-Aquitaine", "Paris"));

    [Fact]
    public void a_border_has_two_sides_and_no_region_borders_itself()
    {
        var codes = Data.Regions.Select(region => region.Code).ToList();
        var borders = (from one in codes from other in codes where Data.AreBordering(one, other) select (one, other)).ToList();
        borders.Count.ShouldBe(2 * 23);
        borders.ShouldAllBe(pair => Data.AreBordering(pair.other, pair.one) && pair.one != pair.other);
    }

    [Theory]
    [InlineData("53", "28 52")]
    [InlineData("11", "24 27 28 32 44")]
    [InlineData("93", "76 84")]
    [InlineData("94", "")]
    [InlineData("01", "")]
    [InlineData("02", "")]
    [InlineData("03", "")]
    [InlineData("04", "")]
    [InlineData("06", "")]
    public void a_region_borders_these(string region, string neighbours) =>
        string.Join(' ', Data.Regions.Select(other => other.Code).Where(other => Data.AreBordering(region, other)).Order(StringComparer.Ordinal))
            .ShouldBe(neighbours);

    [Theory]
    [InlineData("01", -4, -4)]
    [InlineData("02", -4, -4)]
    [InlineData("03", -3, -3)]
    [InlineData("04", 4, 4)]
    [InlineData("06", 3, 3)]
    [InlineData("11", 1, 2)]
    [InlineData("94", 1, 2)]
    public void a_region_has_its_legal_time_in_winter_and_in_summer(string region, int winter, int summer)
    {
        var zone = Data.ZoneOf(region);
        (zone.GetUtcOffset(new DateTimeOffset(2025, 1, 15, 12, 0, 0, TimeSpan.Zero)).Hours,
            zone.GetUtcOffset(new DateTimeOffset(2025, 7, 15, 12, 0, 0, TimeSpan.Zero)).Hours).ShouldBe((winter, summer));
    }

    [Fact]
    public void the_twelve_mainland_regions_and_Corse_have_the_time_of_Paris() =>
        Data.Regions.Count(region => Data.ZoneOf(region.Code).Id == "Europe/Paris").ShouldBe(13);

    [Fact]
    public void the_zone_of_no_region_is_refused() => Should.Throw<ArgumentException>(() => Data.ZoneOf("977"));
}
