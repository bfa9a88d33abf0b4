namespace Funding.Domain.Tests;

public class RegisteringTests
{
    private static readonly RegisterCpts Vallon = new(Scene.CptsId, "CPTS du Vallon", "84", "69", [], 65_000, null, null, null, null) { EffectiveDate = Day("2024-01-20") };

    [Fact]
    public void A_cpts_is_registered_at_the_date_of_the_act()
        => Given().When(Vallon).Creating("cpts", "11111111-0000-0000-0000-000000000000").Then(Registered("2024-01-20"));

    [Fact]
    public void Without_a_date_it_is_registered_today()
        => Given().On("2024-02-01").When(Vallon with { EffectiveDate = null }).Then(Registered("2024-02-01"));

    [Fact]
    public void The_population_is_the_sum_over_the_communes()
        => Given().When(Vallon with { Communes = ["69123", "69266"], Population = null })
            .Then(Registered() with { Territory = new Territory("69", ["69123", "69266"], 679_178) });

    [Fact]
    public void Asking_twice_changes_nothing() => Given(Registered()).When(Vallon).ThenNothing();

    [Fact]
    public void Asking_again_without_a_date_changes_nothing_either() => Given(Registered()).When(Vallon with { EffectiveDate = null }).ThenNothing();

    [Fact]
    public void The_same_id_for_another_cpts_is_refused()
        => Given(Registered()).When(Vallon with { Name = "Autre" }).ThenRefused(new AlreadyExists("11111111-0000-0000-0000-000000000000"));

    [Fact]
    public void All_faults_are_told_at_once()
        => Given().On("2024-01-10").When(Vallon with { Name = " ", DepartmentCode = "99", Population = -1, Siret = "1", Rna = "W1" })
            .ThenInvalidAt("/name", "/departmentCode", "/population", "/siret", "/rna", "/effectiveDate");

    [Fact]
    public void Faults_found_while_reading_are_told_with_those_of_the_rules()
        => Given().With(new Fault("/population", "Un entier est attendu.")).When(Vallon with { Name = "" }).ThenInvalidAt("/population", "/name");

    [Fact]
    public void No_act_is_older_than_the_law_that_created_cpts()
    {
        Given().When(Vallon with { EffectiveDate = Day("2016-01-25") }).ThenInvalidAt("/effectiveDate");
        Given().When(Vallon with { EffectiveDate = Day("2016-01-26") }).Then(Registered("2016-01-26"));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(200, true)]
    [InlineData(0, false)]
    [InlineData(201, false)]
    public void A_name_has_1_to_200_characters(int length, bool accepted)
    {
        var outcome = Given().When(Vallon with { Name = new string('a', length) });
        if (accepted) outcome.Then(Registered() with { Name = new string('a', length) });
        else outcome.ThenInvalidAt("/name");
    }

    [Fact]
    public void The_region_is_one_of_the_18() => Given().When(Vallon with { RegionCode = "85" }).ThenInvalidAt("/regionCode");

    [Fact]
    public void The_department_lies_in_the_region() => Given().When(Vallon with { DepartmentCode = "14" }).ThenInvalidAt("/departmentCode");

    [Fact]
    public void Members_that_a_careless_caller_left_null_are_faults_not_exceptions()
        => Given().When(Vallon with { Name = null!, RegionCode = null!, DepartmentCode = null!, Communes = [null!], Population = null })
            .ThenInvalidAt("/name", "/regionCode", "/departmentCode", "/communes/0");

    [Fact]
    public void A_population_is_given_only_without_communes()
    {
        Given().When(Vallon with { Communes = ["69123"] }).ThenInvalidAt("/population");
        Given().When(Vallon with { Population = null }).ThenInvalidAt("/population");
    }

    [Fact]
    public void A_commune_of_a_bordering_region_is_accepted_unless_the_setting_forbids_it()
    {
        var macon = Vallon with { Communes = ["69123", "71270"], Population = null };
        Given().When(macon).Then(Registered() with { Territory = new Territory("69", ["69123", "71270"], 556_698) });
        Given().With(new RuleSettings { BorderingCommunes = false }).When(macon).ThenInvalidAt("/communes/1");
    }

    [Fact]
    public void A_commune_is_known_cited_once_and_not_far_away()
        => Given().When(Vallon with { Communes = ["69123", "00000", "69123", "75056"], Population = null }).ThenInvalidAt("/communes/1", "/communes/2", "/communes/3");

    [Fact]
    public void Nothing_else_can_be_asked_of_a_cpts_that_does_not_exist() => Given().When(new AcceptLetterOfIntent()).ThenRefused(new NotFound());
}
