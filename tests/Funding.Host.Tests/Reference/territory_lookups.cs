using Funding.Domain.Ports;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Reference;

/// <summary>Unit. The questions that the rules ask.</summary>
public class territory_lookups
{
    private static readonly ReferenceData Data = ReferenceData.Current;

    [Fact]
    public void Paris_department_75_is_not_in_region_75() => Data.IsDepartmentOf("75", "75").ShouldBeFalse();

    [Theory]
    [InlineData("75", "11")]
    [InlineData("16", "75")]
    [InlineData("2A", "94")]
    [InlineData("976", "06")]
    public void a_department_is_in_its_region(string department, string region) => Data.IsDepartmentOf(department, region).ShouldBeTrue();

    [Theory]
    [InlineData("977")]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("20")]
    public void a_code_that_is_not_a_region_is_not_one(string code) => Data.IsRegion(code).ShouldBeFalse();

    [Theory]
    [InlineData("33063", "Bordeaux", "33", "75")]
    [InlineData("2A004", "Ajaccio", "2A", "94")]
    [InlineData("97411", "Saint-Denis", "974", "04")]
    [InlineData("75113", "Paris 13e Arrondissement", "75", "11")]
    public void a_commune_is_found_with_its_department_and_region(string code, string name, string department, string region)
    {
        var commune = Data.FindCommune(code);
        (commune?.Name, commune?.Department, commune?.Region).ShouldBe((name, department, region));
    }

    [Theory]
    [InlineData("99999")]
    [InlineData("97701")]
    [InlineData("33063 ")]
    [InlineData("code")]
    public void an_unknown_commune_is_not_found(string code) => Data.FindCommune(code).ShouldBeNull();

    [Theory]
    [InlineData("44109", "52", true)]
    [InlineData("44109", "53", true)]
    [InlineData("44109", "75", true)]
    [InlineData("44109", "76", false)]
    [InlineData("2A004", "93", false)]
    [InlineData("99999", "52", false)]
    public void a_commune_is_within_reach_of_its_region_and_of_those_that_border_it(string commune, string region, bool expected) =>
        Data.IsWithinReach(commune, region).ShouldBe(expected);

    [Fact]
    public void a_territory_counts_each_inhabitant_once()
    {
        var paris = Data.FindCommune("75056")!.Population;
        Data.PopulationOf(["75056", "75113", "75056"]).ShouldBe(paris);
        Data.PopulationOf(["75113", "75114"]).ShouldBe(181_271 + 136_455);
        Data.PopulationOf(["75056", "13201"]).ShouldBe(paris + 37_599);
    }
}
