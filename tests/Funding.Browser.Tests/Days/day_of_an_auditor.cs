using System.Globalization;
using System.Text.RegularExpressions;
using Funding.Browser.Tests.Desks;
using Funding.Browser.Tests.Sites;
using Funding.Domain;
using Funding.Host.Presentation;

namespace Funding.Browser.Tests.Days;

/// <summary>Browser. A day of an auditor, by labels and roles: from a figure of an earlier day to its entries, an event and its proof; a dossier replayed and compared; the log verified and taken along.</summary>
[Collection(OnDemonstration.Name)]
public sealed class day_of_an_auditor(Demonstration demonstration)
{
    public static TheoryData<string, int, bool> Figures => Screen.OnAll(["France entière", People.Region]);

    public static TheoryData<string, int, bool> Dossiers => Screen.OnAll(["CPTS contrôlée"]);

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task a_figure_of_an_earlier_day_opens_down_to_the_proof_of_an_event(string place, int width, bool script)
    {
        await using var auditor = await demonstration.SitDownAsync(new Screen(width, script), Example.Auditor);
        await LookAsync(auditor, "/regions");
        var day = Given.Today.AddYears(-2);
        await auditor.WriteAsync(("Exercice budgétaire", "Tous les exercices"), ("Tel que connu le", $"{Given.Iso(day)}T18:00"));
        await auditor.SendAsync("Afficher");
        await auditor.SaysAsync($"Tel que connu le {French.Of(day)} à 18:00:");

        var figure = auditor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex($", écritures : versé, {place}$", RegexOptions.None, TimeSpan.FromSeconds(1)) }).First;
        var amount = await figure.InnerTextAsync();
        await auditor.LeaveAsync(figure);
        await auditor.IsSoundAsync();
        await auditor.SaysAsync($"total {amount}", $"Tel que connu le {French.Of(day)} à 18:00:");
        (await SumAsync(auditor)).ShouldBe(amount);

        await OpenFirstAsync(auditor, "^Événement n° ");
        await auditor.SaysAsync("Versement de", "Enregistré par le même acte", "Données enregistrées");
        await HasNoActAsync(auditor);
        await auditor.TakeAsync("Sa place dans l’arbre du registre");
        await auditor.SaysAsync("est dans l’arbre de", "donne la racine signée.");
    }

    [Theory]
    [MemberData(nameof(Dossiers))]
    public async Task a_dossier_is_replayed_and_compared_and_the_log_verified(string name, int width, bool script)
    {
        var screen = new Screen(width, script);
        name = $"{name}, {screen.Name}";
        await demonstration.Given.EnvelopeAsync(available: 60_000m);
        var id = await demonstration.Given.InProjectAsync(name, Given.Today);
        await demonstration.Given.DoneAsync("ars-officer", $"cpts/{id}/fir-grants", new
        {
            id = "fir-1", budgetYear = Given.Today.Year, amount = 12_345.67m, purpose = "Ingénierie de projet", instalments = new[] { new { dueOn = Given.Iso(Given.Today), amount = 12_345.67m } },
        });
        await using var auditor = await demonstration.SitDownAsync(screen, Example.Auditor);

        await auditor.BeginAsync();
        await HasNoActAsync(auditor);
        await LookAsync(auditor, "/cpts");
        await auditor.FillAsync("Nom", name);
        await auditor.SendAsync("Chercher");
        await auditor.TakeAsync(name);
        await HasNoActAsync(auditor);
        await auditor.TakeAsync("fir-1");
        await HasNoActAsync(auditor);
        await auditor.OpenAsync($"/actes/cpts/{id}/fir-grants");
        await auditor.SaysAsync("Votre rôle ou votre périmètre ne permet pas cet acte.");
        await ReplayAsync(auditor, id, name);
        await CompareAsync(auditor, id);
        await VerifyAsync(auditor);
    }

    /// <summary>Act by act: registered, accepted, awarded.</summary>
    private static async Task ReplayAsync(Desk auditor, Guid id, string name)
    {
        await LookAsync(auditor, $"/cpts/{id}");
        await auditor.TakeAsync("Rejouer le dossier acte par acte");
        await auditor.TakeAsync("Acte 1");
        await auditor.SaysAsync($"Lettre d’intention reçue : « {name} », 65 000 habitants.");
        await auditor.TakeAsync("Acte suivant");
        await auditor.SaysAsync("L’ARS accepte la lettre d’intention");
        await auditor.TakeAsync("Acte suivant");
        await auditor.SaysAsync("de 12 345,67 € attribuée : Ingénierie de projet.", "+12 345,67 €");
        await HasNoActAsync(auditor);
    }

    /// <summary>Yesterday nothing was known of it.</summary>
    private static async Task CompareAsync(Desk auditor, Guid id)
    {
        await LookAsync(auditor, $"/cpts/{id}");
        await auditor.TakeAsync("Comparer deux moments");
        await auditor.WriteAsync(("Tel que connu le", $"{Given.Iso(Given.Today.AddDays(-1))}T12:00"));
        await auditor.SendAsync("Comparer");
        await auditor.SaysAsync("Écart, toutes sources 1 +12 345,67 €", "ajouté 1 12 345,67 €");
        await HasNoActAsync(auditor);
    }

    private static async Task VerifyAsync(Desk auditor)
    {
        await LookAsync(auditor, "/registre");
        await auditor.SendAsync("Vérifier tout le journal maintenant");
        if (!auditor.Screen.Script)
            while (await auditor.Page.GetByRole(AriaRole.Link, new() { Name = "Actualiser" }).CountAsync() > 0) await auditor.TakeAsync("Actualiser");
        await auditor.SaysAsync("Le journal est intact");
    }

    private static async Task LookAsync(Desk auditor, string path)
    {
        await auditor.OpenAsync(path);
        await HasNoActAsync(auditor);
    }

    private static async Task OpenFirstAsync(Desk auditor, string link)
    {
        await auditor.LeaveAsync(auditor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(link, RegexOptions.None, TimeSpan.FromSeconds(1)) }).First);
        await auditor.IsSoundAsync();
    }

    /// <summary>What the entries in the file of that page come to, as the page writes it.</summary>
    private static async Task<string> SumAsync(Desk auditor)
    {
        var download = await auditor.Page.RunAndWaitForDownloadAsync(() => auditor.Page.GetByRole(AriaRole.Link, new() { Name = "Toutes ces écritures (CSV)" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        return French.Of(Money.Euros(lines.Skip(1).Sum(line => decimal.Parse(line[(line.LastIndexOf(',') + 1)..], CultureInfo.InvariantCulture)))); // the amount is the last column
    }

    /// <summary>Nothing on the page leads to a form of an act, and no form of it records anything.</summary>
    private static async Task HasNoActAsync(Desk auditor)
        => (await auditor.Page.Locator("a[href^='/actes/'], form[method=post]:not([action='/deconnexion'], [action='/registre/verification'])").CountAsync()).ShouldBe(0, auditor.Page.Url);
}
