namespace Funding.Domain.Tests;

public class ChangingTests
{
    private static readonly ChangeCpts Nothing = new(null, null, null, null, null, null, null, null);

    [Fact]
    public void Each_member_changed_is_an_event_of_its_own()
        => Given(Registered()).When(Nothing with { Name = "CPTS du Mont", Profile = "rural", Siret = "73282932000074", Contact = Sealed("a@b.fr"), Population = 70_000, EffectiveDate = Day("2024-05-01"), Reference = "AG" }).Then(
            new CptsRenamed("CPTS du Mont") { EffectiveDate = Day("2024-05-01"), Reference = "AG" },
            new TerritoryChanged(new Territory("69", [], 70_000)) { EffectiveDate = Day("2024-05-01"), Reference = "AG" },
            new ProfileChanged("rural") { EffectiveDate = Day("2024-05-01"), Reference = "AG" },
            new IdentifiersChanged(new Identifiers("73282932000074", null)) { EffectiveDate = Day("2024-05-01"), Reference = "AG" },
            new ContactChanged(Sealed("a@b.fr")) { EffectiveDate = Day("2024-05-01"), Reference = "AG" });

    [Fact]
    public void What_is_already_so_changes_nothing() => Given(Registered()).When(Nothing with { Name = "CPTS du Vallon", Population = 65_000 }).ThenNothing();

    [Fact]
    public void A_contact_sealed_anew_with_the_same_text_changes_nothing()
        => Given(Registered(), new ContactChanged(Sealed("a@b.fr")) { EffectiveDate = Day("2024-05-01") }).When(Nothing with { Contact = new SealedText("a@b.fr", "another token") }).ThenNothing();

    [Fact]
    public void A_change_of_nothing_is_a_fault() => Given(Registered()).When(Nothing).ThenInvalidAt("");

    [Fact]
    public void Communes_replace_the_population_given()
        => Given(Registered()).When(Nothing with { Communes = ["69123"] }).Then(new TerritoryChanged(new Territory("69", ["69123"], 522_250)) { EffectiveDate = Day("2024-06-03") });

    [Fact]
    public void The_population_of_a_territory_with_communes_is_not_typed_in()
        => Given(Registered() with { Territory = new Territory("69", ["69123"], 522_250) }).When(Nothing with { Population = 1_000 }).ThenInvalidAt("/population");

    [Fact]
    public void Another_department_keeps_the_communes()
        => Given(Registered() with { Territory = new Territory("69", ["69123"], 522_250) }).When(Nothing with { DepartmentCode = "01" })
            .Then(new TerritoryChanged(new Territory("01", ["69123"], 522_250)) { EffectiveDate = Day("2024-06-03") });

    [Fact]
    public void A_late_change_does_not_hide_one_of_a_later_date()
    {
        var scene = Given(Registered(), new CptsRenamed("En avril") { EffectiveDate = Day("2024-04-01") }).After(Nothing with { Name = "En mars", EffectiveDate = Day("2024-03-01") });
        var name = scene.Dossier().Name;
        (name.On(Day("2024-02-29")), name.On(Day("2024-03-31")), name.Latest).ShouldBe(("CPTS du Vallon", "En mars", "En avril"));
    }

    [Fact]
    public void Before_registration_there_is_nothing_to_change()
        => Given(Registered("2024-01-20")).When(Nothing with { Name = "x", EffectiveDate = Day("2024-01-19") }).ThenRefused(new WrongPhase(null, Day("2024-01-19")));
}
