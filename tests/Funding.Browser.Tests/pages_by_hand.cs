using Funding.Browser.Tests.Sites;

namespace Funding.Browser.Tests;

/// <summary>Browser. What people do on every page, by labels and by keyboard, with and without JavaScript.</summary>
[Collection(OnDemonstration.Name)]
public sealed class pages_by_hand(Demonstration demonstration)
{
    public static TheoryData<string, int, bool> People => Screen.OnAll(["Agent ARS 1, Auvergne-Rhône-Alpes (fictif)"]);

    public static TheoryData<string, int, bool> Phases => Screen.OnAll(["Contrat ACI signé"]);

    public static TheoryData<string, int, bool> Addresses => Screen.OnAll(["/cpts"]);

    [Theory]
    [MemberData(nameof(People))]
    public async Task who_signed_in_is_named_until_they_sign_out(string who, int width, bool script)
    {
        await using var desk = await demonstration.SitDownAsync(new Screen(width, script));
        await desk.GoAsync("/connexion");
        await desk.ChooseAsync("Région", "Auvergne-Rhône-Alpes");
        await desk.PressAsync("Changer de région");
        await desk.PressAsync(who);
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Banner).GetByText(who)).ToBeVisibleAsync();

        await desk.PressAsync("Se déconnecter");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Banner).GetByText(who)).ToBeHiddenAsync();
        await desk.GoAsync("/cpts");
        await Assertions.Expect(desk.Page).ToHaveTitleAsync("Connexion – Financement des CPTS");
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task the_list_is_searched_by_the_labels_of_its_fields(string phase, int width, bool script)
    {
        await using var desk = await demonstration.SitDownAsync(new Screen(width, script), Example.Auditor);
        await desk.GoAsync("/cpts");
        await desk.ChooseAsync("Phase", phase);
        await desk.FillAsync("Pour les actes jusqu’au", "2099-12-31");
        await desk.PressAsync("Chercher");

        var phases = await desk.Page.Locator("td.phase").AllInnerTextsAsync();
        phases.ShouldNotBeEmpty();
        phases.ShouldAllBe(it => it == phase);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task the_first_key_leads_past_the_navigation(string address, int width, bool script)
    {
        await using var desk = await demonstration.SitDownAsync(new Screen(width, script), Example.Auditor);
        await desk.GoAsync(address);
        await desk.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Aller au contenu" })).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }
}
