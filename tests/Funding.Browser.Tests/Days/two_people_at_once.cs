using Funding.Browser.Tests.Desks;
using Funding.Browser.Tests.Sites;

namespace Funding.Browser.Tests.Days;

/// <summary>Browser. A form that is open while something happens: a colleague acts on the dossier, or the session ends. Nothing written is lost.</summary>
[Collection(OnDemonstration.Name)]
public sealed class two_people_at_once(Demonstration demonstration)
{
    private static readonly (string Label, string Text)[] Grant =
    [
        ("Montant", "12 345,67"), ("Objet", "Ingénierie de projet"), ("Prévue le, échéance 1", Given.Iso(Given.Today)), ("Montant, échéance 1", "12 345,67"), ("Commentaire (facultatif)", "Vu en commission"),
    ];

    public static TheoryData<string, int, bool> Conflicts => Screen.OnAll(["CPTS à deux"]);

    public static TheoryData<string, int, bool> Expiries => Screen.OnAll(["CPTS interrompue"]);

    [Theory]
    [MemberData(nameof(Conflicts))]
    public async Task who_is_overtaken_is_shown_what_changed_and_what_they_wrote(string name, int width, bool script)
    {
        var screen = new Screen(width, script);
        name = $"{name}, {screen.Name}";
        var id = await BeginAsync(name);
        await using var officer = await demonstration.SitDownAsync(screen, People.Officer);
        await using var colleague = await demonstration.SitDownAsync(screen, People.OtherOfficer);

        await officer.FindAsync(name);
        await officer.TakeAsync("Attribuer une subvention FIR");
        await officer.WriteAsync(Grant);
        await RenameAsync(colleague, id, $"{name}, au matin");
        await officer.ReviewAsync();
        await IsOvertakenAsync(officer, $"{name}, au matin");

        await officer.ReviewAsync();
        await officer.SaysAsync("Engagé 12 345,67 €");
        await RenameAsync(colleague, id, $"{name}, au soir");
        await officer.SendAsync("Confirmer et enregistrer");
        await IsOvertakenAsync(officer, $"{name}, au soir");

        await officer.ReviewAsync();
        await officer.SaysAsync($"Bénéficiaire {name}, au soir");
        await officer.ConfirmAsync();
        await officer.SaysAsync("de 12 345,67 € attribuée : Ingénierie de projet.");
    }

    [Theory]
    [MemberData(nameof(Expiries))]
    public async Task a_form_outlives_the_session_in_which_it_was_filled_in(string name, int width, bool script)
    {
        var screen = new Screen(width, script);
        name = $"{name}, {screen.Name}";
        await BeginAsync(name);
        await using var officer = await demonstration.SitDownAsync(screen, People.Officer);
        await officer.FindAsync(name);
        await officer.TakeAsync("Attribuer une subvention FIR");
        await officer.WriteAsync(Grant);

        await officer.Page.Context.ClearCookiesAsync();
        await officer.ReviewAsync();
        await Assertions.Expect(officer.Page).ToHaveTitleAsync("Votre session a expiré – Financement des CPTS");
        await (await officer.FollowToTabAsync("Connectez-vous (nouvel onglet)")).SignInAsync(People.Officer);

        await officer.SendAsync("Reprendre mon formulaire");
        await officer.SaysAsync("Votre session a changé depuis que cette page a été ouverte : rien n’a été enregistré.");
        await officer.KeepsAsync(Grant);
        await officer.ReviewAsync();
        await officer.SaysAsync("Engagé 12 345,67 €");
        await officer.ConfirmAsync();
    }

    private async Task<Guid> BeginAsync(string name)
    {
        await demonstration.Given.EnvelopeAsync(available: 60_000m);
        return await demonstration.Given.InProjectAsync(name, Given.Today);
    }

    private static async Task RenameAsync(Desk colleague, Guid id, string name)
    {
        await colleague.OpenAsync($"/cpts/{id}");
        await colleague.ActAsync("Modifier la fiche", ("Nouveau nom (facultatif)", name));
    }

    private static async Task IsOvertakenAsync(Desk officer, string name)
    {
        await officer.IsRefusedAsync("Version dépassée", "Rien n’a été enregistré ; ce que vous avez saisi est conservé ci-dessous.", beside: null);
        await officer.SaysAsync("Ce qui a changé depuis que vous avez ouvert cette page", $"La CPTS prend le nom « {name} ». {People.OtherOfficer}, le");
        await officer.KeepsAsync(Grant);
    }
}
