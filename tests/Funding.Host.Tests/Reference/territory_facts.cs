using Funding.Host.Reference;

namespace Funding.Host.Tests.Reference;

/// <summary>Unit. What the embedded territories say, so that a new edition of the code is looked at before it is taken.</summary>
public class territory_facts
{
    private static readonly ReferenceData Data = ReferenceData.Current;

    [Fact]
    public void there_are_18_regions_and_101_departments() => (Data.Regions.Count, Data.Departments.Count).ShouldBe((18, 101));

    [Fact]
    public void every_department_is_in_a_region_that_exists() =>
        Data.Departments.Where(department => !Data.IsRegion(department.Region)).ShouldBeEmpty();

    [Fact]
    public void every_region_has_a_department() =>
        Data.Regions.Where(region => Data.Departments.All(department => department.Region != region.Code)).ShouldBeEmpty();

    [Fact]
    public void every_commune_is_in_a_department_of_its_region() =>
        Data.Communes.Where(commune => !Data.IsDepartmentOf(commune.Department, commune.Region)).ShouldBeEmpty();

    [Fact]
    public void every_department_has_communes() =>
        Data.Communes.Select(commune => commune.Department).Distinct(StringComparer.Ordinal).Count().ShouldBe(101);

    [Fact]
    public void there_are_34875_communes_and_45_arrondissements() =>
        (Data.Communes.Count(commune => commune.City is null), Data.Communes.Count(commune => commune.City is not null)).ShouldBe((34_875, 45));

    [Fact]
    public void the_18_regions_have_68_350_798_inhabitants() =>
        Data.Communes.Where(commune => commune.City is null).Sum(commune => commune.Population).ShouldBe(68_350_798);

    [Fact]
    public void only_the_destroyed_villages_of_the_Meuse_have_nobody() =>
        Data.Communes.Where(commune => commune.Population == 0).Select(commune => commune.Department).ShouldBe(Enumerable.Repeat("55", 6));

    [Theory]
    [InlineData("75056", 20)]
    [InlineData("69123", 9)]
    [InlineData("13055", 16)]
    public void the_arrondissements_of_a_city_have_its_inhabitants_together(string city, int arrondissements)
    {
        var parts = Data.Communes.Where(commune => commune.City == city).ToList();
        parts.Count.ShouldBe(arrondissements);
        parts.Sum(commune => commune.Population).ShouldBe(Data.FindCommune(city)!.Population);
    }
}
