using Funding.Browser.Tests.Desks;
using Funding.Browser.Tests.Sites;
using Funding.Domain;
using Funding.Host.Presentation;

namespace Funding.Browser.Tests.Days;

/// <summary>
/// Browser. A day at the Assurance maladie, by labels and roles: a contract negotiated with the CPTS and the ARS at their own screens,
/// signed, suspended and amended; another one assessed and ended; and what a third would cost.
/// </summary>
[Collection(OnDemonstration.Name)]
public sealed class day_of_an_insurance_officer(Demonstration demonstration)
{
    private static readonly string[] Missions = ["Accès aux soins", "Parcours pluriprofessionnels", "Prévention", "Réponse aux crises sanitaires"];

    public static TheoryData<string, int, bool> Negotiations => Screen.OnAll(["CPTS à contractualiser"]);

    public static TheoryData<string, int, bool> Contracts => Screen.OnAll(["CPTS sous contrat"]);

    public static TheoryData<string, int, bool> Simulations => Screen.OnAll(["65 000"]);

    [Theory]
    [MemberData(nameof(Negotiations))]
    public async Task from_the_first_round_to_an_amendment(string name, int width, bool script)
    {
        var screen = new Screen(width, script);
        name = $"{name}, {screen.Name}";
        var id = await demonstration.Given.ValidatedAsync(name, Given.Today);
        await using var insurance = await demonstration.SitDownAsync(screen, People.Insurance);
        await using var ars = await demonstration.SitDownAsync(screen, People.Officer);
        await using var association = await demonstration.SitDownAsync(screen);
        await association.SignInAsync(name, People.Region);
        await insurance.FindAsync(name);

        await ProposeAsync(insurance);
        await ProposeAnotherRoundAsync(association);
        await CompareAsync(insurance, id);
        await ApproveAsync(2, id, association, insurance, ars);
        await SignAsync(insurance, id);
        await StartAsync(insurance);
        await SuspendAsync(insurance);
        await AmendAsync(insurance, id, association, ars);
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public async Task a_year_is_assessed_and_a_contract_ended_with_the_money_seen_before(string name, int width, bool script)
    {
        var screen = new Screen(width, script);
        name = $"{name}, {screen.Name}";
        var start = new DateOnly(Given.Today.Year, Given.Today.Month, 1).AddMonths(-15);
        string[] missions = ["access", "pathways", "prevention", "crisis"];
        var terms = new { tariff = "aci-avenant-2", functioning = 60_000, missions = missions.Select(mission => new { mission, @fixed = 20_000, variable = 10_000 }) };
        var id = await demonstration.Given.ContractedAsync(name, start, terms, missions);
        await demonstration.Given.PaidAsync(id, "aci-1-y2-functioning", 1, 45_000m);

        await using var insurance = await demonstration.SitDownAsync(screen, People.Insurance);
        await insurance.FindAsync(name);
        await AssessAsync(insurance);
        await TerminateAsync(insurance, opening: start.AddYears(1));
    }

    [Theory]
    [MemberData(nameof(Simulations))]
    public async Task five_years_of_a_contract_that_nobody_signed(string population, int width, bool script)
    {
        await using var insurance = await demonstration.SitDownAsync(new Screen(width, script), People.Insurance);
        await insurance.BeginAsync();
        await insurance.TakeAsync("Simuler un contrat");
        await insurance.WriteAsync(("Population", population), ("Premier jour du contrat", Given.Iso(Given.Today)), ("Fonctionnement, par an", "60 000"));
        for (var row = 1; row <= Missions.Length; row++)
            await insurance.WriteAsync(
                ($"Part fixe, par an, mission {row}", "20 000"), ($"Part variable, par an au plus, mission {row}", "10 000"), ($"Commence le, mission {row} (facultatif)", Given.Iso(Given.Today)),
                ($"Taux supposé, en %, mission {row} (facultatif)", "82,5"));
        await insurance.SendAsync("Calculer");
        await insurance.SaysAsync("Dû en tout, aux taux supposés 865 000,00 €");
        for (var year = 1; year <= 5; year++) await insurance.SaysAsync($"{year} 60 000,00 € 80 000,00 € 33 000,00 € 173 000,00 €", $"Année {year} : les lignes et leur calcul");
        await insurance.SaysAsync("82,5 % (taux atteint) = 8 250,00 €");
    }

    /// <summary>One cent more than the tariff is refused, and the rows are kept.</summary>
    private static async Task ProposeAsync(Desk insurance)
    {
        await insurance.ActAsync("Ouvrir la négociation");
        await insurance.TakeAsync("Proposer des conditions");
        for (var row = 1; row <= Missions.Length; row++)
            await insurance.WriteAsync(($"Mission, mission {row}", Missions[row - 1]), ($"Part fixe, par an, mission {row}", "20 000,00"), ($"Part variable, par an au plus, mission {row}", "10 000,00"));
        await insurance.ReviewAsync(("Fonctionnement, par an", "60 000,01"));
        await insurance.IsRefusedAsync("Fonctionnement excessif", "60 000,01 € demandés, 60 000,00 € au plus pour le fonctionnement dans cette classe de taille.", beside: null);
        await insurance.KeepsAsync(("Part fixe, par an, mission 4", "20 000,00"));
        await insurance.ReviewAsync(("Fonctionnement, par an", "60 000,00"));
        await insurance.SaysAsync("propose 180 000,00 € par an au plus, sous le barème aci-avenant-2.");
        await insurance.ConfirmAsync();
    }

    /// <summary>The CPTS begins with what was proposed to it.</summary>
    private static async Task ProposeAnotherRoundAsync(Desk association)
    {
        await association.BeginAsync();
        await association.TakeAsync("Ouvrir le dossier");
        await association.TakeAsync("Proposer des conditions");
        await association.KeepsAsync(("Fonctionnement, par an", "60000,00"), ("Part variable, par an au plus, mission 1", "10000,00"));
        await association.ReviewAsync(("Fonctionnement, par an", "55 000,00"), ("Part variable, par an au plus, mission 1", "12 500,50"));
        await association.SaysAsync("propose 177 500,50 € par an au plus");
        await association.ConfirmAsync();
    }

    /// <summary>The dossier that stood open says that somebody acted, where scripts run.</summary>
    private static async Task CompareAsync(Desk insurance, Guid id)
    {
        if (insurance.Screen.Script) await insurance.TakeAsync("actualiser");
        else await insurance.OpenAsync($"/cpts/{id}");
        await insurance.SaysAsync("Conditions annuelles, comparées au tour 1", "60 000,00 € 55 000,00 € −5 000,00 €", "10 000,00 € 12 500,50 € +2 500,50 €", "Aucun accord donné.");
        await insurance.DoesNotOfferAsync("Signer le contrat");
    }

    private static async Task ApproveAsync(int round, Guid id, params Desk[] parties)
    {
        foreach (var party in parties)
        {
            await party.OpenAsync($"/cpts/{id}");
            await party.ActAsync($"Donner son accord au tour {round}");
            await party.SaysAsync($"Tour {round} : accord donné par");
        }
    }

    /// <summary>The functioning of the first year is owed at once.</summary>
    private static async Task SignAsync(Desk insurance, Guid id)
    {
        await insurance.OpenAsync($"/cpts/{id}");
        await insurance.SaysAsync("prêt à signer");
        await insurance.TakeAsync("Signer le contrat");
        await insurance.ReviewAsync(("Premier jour du contrat", Given.Iso(Given.Today)));
        await insurance.SaysAsync($"Contrat ACI 1 signé sur le tour 2 : il court du {French.Of(Given.Today)}, pour 5 ans.", "Engagé 55 000,00 €");
        await insurance.ConfirmAsync();
        await insurance.SaysAsync("Contrat ACI signé depuis le");
    }

    private static async Task StartAsync(Desk insurance)
    {
        await insurance.TakeAsync("Démarrer une mission : accès aux soins");
        await insurance.ReviewAsync();
        await insurance.SaysAsync("La mission « accès aux soins » du contrat 1 commence.", "Engagé 20 000,00 €", "avance de 75 % : 15 000,00 € ; solde : 5 000,00 €");
        await insurance.ConfirmAsync();
        await insurance.ActAsync("Constater le déploiement d’une mission : accès aux soins");
    }

    /// <summary>While it is suspended nothing is certified.</summary>
    private static async Task SuspendAsync(Desk insurance)
    {
        await insurance.ActAsync("Suspendre le contrat", ("Motif", "Gouvernance à revoir"));
        await insurance.TakeAsync("aci-1-y1-functioning");
        await insurance.TakeAsync("Certifier le service fait");
        await insurance.ReviewAsync();
        await insurance.IsRefusedAsync("Contrat suspendu", $"Le contrat ACI est suspendu depuis le {French.Of(Given.Today)} : rien n'est certifié ni versé.", beside: null);
        await insurance.TakeAsync("Renoncer");
        await insurance.ActAsync("Lever la suspension", ("Motif", "Gouvernance revue"));
        await insurance.SaysAsync("Contrat ACI signé depuis le");
    }

    private static async Task AmendAsync(Desk insurance, Guid id, Desk association, Desk ars)
    {
        await insurance.ActAsync("Proposer des conditions", ("Fonctionnement, par an", "58 000,00"));
        await ApproveAsync(3, id, association, insurance, ars);
        await insurance.OpenAsync($"/cpts/{id}");
        await insurance.TakeAsync("Signer un avenant");
        await insurance.ReviewAsync(("Prend effet le", Given.Iso(Given.Today)));
        await insurance.SaysAsync($"Avenant au contrat 1 sur le tour 3 : il prend effet le {French.Of(Given.Today)}.", "Ligne aci-1-y1-functioning recalculée : 58 000,00 € dus.", "Engagé 3 000,00 €");
        await insurance.ConfirmAsync();
    }

    /// <summary>The rates in, and what they make owed, before it is confirmed.</summary>
    private static async Task AssessAsync(Desk insurance)
    {
        await insurance.TakeAsync("Enregistrer le dialogue de gestion, année 1");
        string[] rates = ["82,5", "100", "0", "133"];
        for (var row = 1; row <= Missions.Length; row++) await insurance.WriteAsync(($"Mission, mission {row}", Missions[row - 1]), ($"Taux atteint, en %, mission {row}", rates[row - 1]));
        await insurance.ReviewAsync();
        await insurance.IsRefusedAsync("Données invalides", "Mission 4, Taux atteint, en % :", beside: null);
        await insurance.KeepsAsync(("Taux atteint, en %, mission 1", "82,5"), ("Taux atteint, en %, mission 4", "133"));
        await insurance.ReviewAsync(("Taux atteint, en %, mission 4", "33,33"));
        await insurance.SaysAsync("accès aux soins 82,5 %, parcours pluriprofessionnels 100 %, prévention 0 %, réponse aux crises sanitaires 33,33 %.");
        await insurance.SaysAsync("Engagé 21 583,00 €", "82,5 % (taux atteint) = 8 250,00 €", "33,33 % (taux atteint) = 3 333,00 €");
        await insurance.ConfirmAsync();
    }

    /// <summary>The advance of the year was paid: what of it is beyond the days until the last one is to be paid back.</summary>
    private static async Task TerminateAsync(Desk insurance, DateOnly opening)
    {
        var (days, year) = (Given.Today.DayNumber - opening.DayNumber + 1, opening.AddYears(1).DayNumber - opening.DayNumber);
        var back = French.Of(Money.Euros(45_000m - Math.Round(60_000m * days / year, 2, MidpointRounding.AwayFromZero)));
        await insurance.TakeAsync("Résilier le contrat");
        await insurance.ReviewAsync(("Dernier jour, inclus", Given.Iso(Given.Today)), ("Motif", "Dissolution de l’association"));
        await insurance.SaysAsync($"Le contrat 1 est résilié ; son dernier jour est le {French.Of(Given.Today)}.", $"{back} versés au-delà du dû sur l’engagement aci-1-y2-functioning sont à reverser.", $"À recouvrer {back}");
        await insurance.ConfirmAsync();
        await insurance.SaysAsync(back);
    }
}
