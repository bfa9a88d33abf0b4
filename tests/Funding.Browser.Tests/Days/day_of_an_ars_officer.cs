using System.Globalization;
using Funding.Browser.Tests.Desks;
using Funding.Browser.Tests.Sites;
using Funding.Domain;
using Funding.Host.Presentation;

namespace Funding.Browser.Tests.Days;

/// <summary>
/// Browser. A day at the ARS, by labels and roles: a letter of intent, a grant on the envelope, what is certified, paid, refused and
/// claimed back with the accountant at another screen, and the health project.
/// </summary>
[Collection(OnDemonstration.Name)]
public sealed class day_of_an_ars_officer(Demonstration demonstration)
{
    private static readonly string Year = Given.Today.Year.ToString(CultureInfo.InvariantCulture);

    public static TheoryData<string, int, bool> Days => Screen.OnAll(["CPTS du jour"]);

    [Theory]
    [MemberData(nameof(Days))]
    public async Task from_the_letter_of_intent_to_the_validated_project(string name, int width, bool script)
    {
        var screen = new Screen(width, script);
        name = $"{name}, {screen.Name}";
        var committed = await demonstration.Given.EnvelopeAsync(available: 60_000m);
        await using var officer = await demonstration.SitDownAsync(screen, People.Officer);
        await using var accountant = await demonstration.SitDownAsync(screen, People.Accountant);

        await RegisterAsync(officer, name);
        await AwardAsync(officer, committed, script);
        await CertifyAsync(officer);
        await accountant.FindAsync(name);
        await PayAsync(accountant);
        await RefuseAsync(accountant);
        await CertifyAgainAsync(officer);
        await PayTheRestAsync(accountant);
        await ClaimAsync(officer);
        await SettleAsync(accountant);
        await ValidateAsync(officer);
    }

    /// <summary>A SIRET that is none is told beside its field, and nothing is lost.</summary>
    private static async Task RegisterAsync(Desk officer, string name)
    {
        await officer.BeginAsync();
        await officer.TakeAsync("Enregistrer une lettre d’intention");
        await officer.ReviewAsync(("Nom de la CPTS", name), ("Région", People.Region), ("Département", "Rhône (69)"), ("Population (facultatif)", "65 000"), ("SIRET (facultatif)", "12345678901234"));
        await officer.IsRefusedAsync("Données invalides", "SIRET", beside: null);
        await officer.KeepsAsync(("Nom de la CPTS", name), ("Population (facultatif)", "65 000"), ("SIRET (facultatif)", "12345678901234"));
        await officer.ReviewAsync(("SIRET (facultatif)", ""));
        await officer.SaysAsync($"Lettre d’intention reçue : « {name} », 65 000 habitants.");
        await officer.ConfirmAsync();
        await officer.ActAsync("Accepter la lettre d’intention");
        await officer.SaysAsync("Projet de santé en écriture depuis le");
    }

    /// <summary>The convention is forgotten first; a second grant is more than the envelope has left.</summary>
    private static async Task AwardAsync(Desk officer, decimal committed, bool script)
    {
        await officer.TakeAsync("Attribuer une subvention FIR");
        await officer.SaysAsync($"{Year} : 60 000,00 € disponibles");
        await officer.WriteAsync(("Exercice", Year), ("Montant", "45 000,00"));
        var left = officer.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Après cet acte : 15 000,00 € disponibles." });
        await Assertions.Expect(left).ToHaveCountAsync(script ? 1 : 0);

        await officer.WriteAsync(("Objet", "Ingénierie de projet"), ("Prévue le, échéance 1", Given.Iso(Given.Today)), ("Montant, échéance 1", "25 000,00"));
        await officer.SendAsync("Ajouter : échéance");
        await officer.ReviewAsync(("Prévue le, échéance 2", Given.Iso(Given.Today.AddDays(60))), ("Montant, échéance 2", "20 000,00"));
        await officer.IsRefusedAsync("Convention obligatoire", "Avec cet acte, la CPTS recevrait 45 000,00 € sur l'exercice ; au-delà de 23 000,00 €, une convention est à indiquer.", beside: "Numéro de la convention (facultatif)");
        await officer.KeepsAsync(("Montant", "45 000,00"), ("Objet", "Ingénierie de projet"), ("Montant, échéance 1", "25 000,00"), ("Prévue le, échéance 2", Given.Iso(Given.Today.AddDays(60))), ("Montant, échéance 2", "20 000,00"));

        await officer.ReviewAsync(("Numéro de la convention (facultatif)", "CONV-7"), ("Convention signée le (facultatif)", Given.Iso(Given.Today)));
        await officer.SaysAsync($"Subvention FIR {Year} de 45 000,00 € attribuée : Ingénierie de projet.", "Bénéficiaire CPTS du jour", "Engagé 45 000,00 €");
        await officer.SaysAsync($"Avant {Euros(committed + 60_000m)} {Euros(committed)} 60 000,00 €", $"Après {Euros(committed + 60_000m)} {Euros(committed + 45_000m)} 15 000,00 €");
        await officer.ConfirmAsync();

        await officer.TakeAsync("Attribuer une subvention FIR");
        await officer.ReviewAsync(("Montant", "15 000,01"), ("Objet", "Coordination"), ("Numéro de la convention (facultatif)", "CONV-7"), ("Convention signée le (facultatif)", Given.Iso(Given.Today)), ("Prévue le, échéance 1", Given.Iso(Given.Today)), ("Montant, échéance 1", "15 000,01"));
        await officer.IsRefusedAsync("Enveloppe dépassée", "15 000,01 € à couvrir, pour 15 000,00 € disponibles sur l'enveloppe.", beside: "Montant");
        await officer.KeepsAsync(("Montant", "15 000,01"), ("Objet", "Coordination"));
        await officer.TakeAsync("Renoncer");
    }

    /// <summary>Who certifies does not pay: there is neither a link to it nor a form.</summary>
    private static async Task CertifyAsync(Desk officer)
    {
        foreach (var amount in (string[])["25 000,00 €", "20 000,00 €"])
        {
            await officer.TakeAsync("fir-1");
            await officer.TakeAsync("Certifier le service fait");
            await officer.ReviewAsync();
            await officer.SaysAsync($"Certifié {amount}");
            await officer.ConfirmAsync();
        }

        await officer.TakeAsync("fir-1");
        await officer.DoesNotOfferAsync("Enregistrer un versement");
        var here = new Uri(officer.Page.Url).AbsolutePath.Replace("/engagements/", "/commitments/", StringComparison.Ordinal);
        await officer.OpenAsync($"/actes{here}/payments");
        await officer.SaysAsync("Votre rôle ou votre périmètre ne permet pas cet acte.");
        await officer.Page.GoBackAsync();
    }

    /// <summary>One euro cent too much is refused; who paid does not take it back themselves.</summary>
    private static async Task PayAsync(Desk accountant)
    {
        await accountant.TakeAsync("fir-1");
        await accountant.TakeAsync("Enregistrer un versement");
        await accountant.ReviewAsync(("Montant", "25 000,01"), ("Référence du virement", "VIR-1"));
        await accountant.IsRefusedAsync("Versement excessif", "25 000,01 € demandés, pour 25 000,00 € certifiés et impayés sur l'échéance.", beside: "Montant");
        await accountant.ReviewAsync(("Montant", "25 000,00"));
        await accountant.SaysAsync("Versement de 25 000,00 € sur l’engagement fir-1, échéance 1 (virement VIR-1).", "Bénéficiaire CPTS du jour", "Versé 25 000,00 €");
        await accountant.ConfirmAsync();

        await accountant.TakeAsync("Annuler un acte enregistré par erreur");
        await accountant.ReviewAsync(
            ("Acte à annuler", $"{French.Of(Given.Today)} – Versement de {Euros(25_000m)} sur l’engagement fir-1, échéance 1 (virement VIR-1)."), ("Motif", "Mauvais compte"));
        await accountant.IsRefusedAsync("Séparation des tâches", "Vous êtes déjà intervenu sur cette somme ou sur cet acte : une autre personne doit s'en charger.", beside: null);
        await accountant.KeepsAsync(("Motif", "Mauvais compte"));
        await accountant.TakeAsync("Renoncer");
    }

    private static async Task RefuseAsync(Desk accountant)
    {
        await accountant.TakeAsync("fir-1");
        await accountant.TakeAsync("Refuser de payer");
        await accountant.ReviewAsync(("Motif", "Relevé d’identité bancaire manquant"));
        await accountant.SaysAsync("L’agent comptable refuse de payer 20 000,00 € sur l’engagement fir-1, échéance 2.");
        await accountant.ConfirmAsync();
    }

    private static async Task CertifyAgainAsync(Desk officer)
    {
        await officer.OpenAsync(new Uri(officer.Page.Url).AbsolutePath);
        await officer.SaysAsync("L’agent comptable refuse de payer 20 000,00 €");
        await officer.ActAsync("Certifier le service fait");
        await officer.SaysAsync("Service fait certifié sur l’engagement fir-1, échéance 2 : 20 000,00 €.");
    }

    private static async Task PayTheRestAsync(Desk accountant)
    {
        await accountant.TakeAsync("fir-1");
        await accountant.ActAsync("Enregistrer un versement", ("Référence du virement", "VIR-2"));
        await accountant.SaysAsync("Versement de 20 000,00 € sur l’engagement fir-1, échéance 2 (virement VIR-2).");
    }

    private static async Task ClaimAsync(Desk officer)
    {
        await officer.TakeAsync("fir-1");
        await officer.TakeAsync("Émettre un titre de recette");
        await officer.ReviewAsync(("Montant", "45 000,01"), ("Motif", "Poste non pourvu"));
        await officer.IsRefusedAsync("Indu excessif", "45 000,01 € demandés, pour 45 000,00 € versés et non déjà réclamés.", beside: "Montant");
        await officer.ReviewAsync(("Montant", "5 000,00"));
        await officer.SaysAsync("Titre de recette titre-1 sur l’engagement fir-1 : 5 000,00 € à reverser.");
        await officer.ConfirmAsync();
    }

    /// <summary>A part comes in; the rest, which the form knows, is given up.</summary>
    private static async Task SettleAsync(Desk accountant)
    {
        await accountant.TakeAsync("fir-1");
        await accountant.ActAsync("Enregistrer un encaissement : titre titre-1", ("Montant", "3 000,00"), ("Référence de l’encaissement", "ENC-1"));
        await accountant.TakeAsync("fir-1");
        await accountant.SaysAsync("titre-1", "5 000,00 € à reverser, 3 000,00 € encaissés, 0,00 € remis, reste 2 000,00 €.");
        await accountant.TakeAsync("Accorder une remise : titre titre-1");
        await accountant.KeepsAsync(("Montant", "2000,00"));
        await accountant.ReviewAsync(("Référence de la décision de remise", "REM-1"));
        await accountant.SaysAsync("Remise de 2 000,00 € sur le titre de recette titre-1.");
        await accountant.ConfirmAsync();
        await accountant.TakeAsync("fir-1");
        await accountant.SaysAsync("5 000,00 € à reverser, 3 000,00 € encaissés, 2 000,00 € remis, reste 0,00 €.");
    }

    private static async Task ValidateAsync(Desk officer)
    {
        await officer.OpenAsync(new Uri(officer.Page.Url).AbsolutePath);
        await officer.ActAsync("Déposer le projet de santé");
        await officer.SaysAsync("Projet de santé déposé ; sans réponse de l’ARS, il sera réputé validé le");
        await officer.ActAsync("Valider le projet de santé");
        await officer.SaysAsync("Projet de santé validé depuis le");
    }

    private static string Euros(decimal amount) => French.Of(Money.Euros(amount));
}
