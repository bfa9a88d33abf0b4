using System.Net;
using System.Text.RegularExpressions;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Tariffs;
using Funding.Engine;
using Funding.Host.Presentation;
using Funding.Host.Tests.Demo;

namespace Funding.Host.Tests.Web;

public sealed partial class funding_pages : IAsyncLifetime
{
    private const string Hostile = "<script>alert('é')</script> & \"Cie\"";
    private static readonly Guid Id = new("0193a6a0-0000-4000-8000-000000000001");
    private static readonly PersonId Officer = new(new Guid("0193a6a0-0000-4000-8000-0000000000aa"));
    private static readonly CommitmentRef Grant = new("fir-1", FundingSource.Fir, 2026, "53", "29");

    private PagesServer server = null!;

    private static readonly IReadOnlyList<PastEvent> History =
    [
        Past(1, new CptsRegistered(Hostile, "53", new Territory("29", ["29042", "29022"], 8_000), "rural", new Identifiers(null, null), null, Synthetic: true) { EffectiveDate = new(2026, 1, 5) }),
        Past(2, new LetterOfIntentAccepted { EffectiveDate = new(2026, 2, 2), Reference = "LI-12" }),
        Past(3, new FirGrantAwarded(Grant, Money.Euros(45_000), "Écriture du projet", new("C-1", new(2026, 2, 20)), [new(1, InstalmentKind.Advance, new(2026, 3, 15), Money.Euros(30_000)), new(2, InstalmentKind.Balance, new(2026, 9, 15), Money.Euros(15_000))]) { EffectiveDate = new(2026, 3, 1) }),
        Past(4, new ServiceCertified(Grant, "c1", 1, Money.Euros(30_000)) { EffectiveDate = new(2026, 3, 10) }),
        Past(5, new PaymentMade(Grant, 1, Money.Euros(30_000), "VIR-1") { EffectiveDate = new(2026, 3, 20) }),
        Past(6, new HealthProjectSubmitted(new(2026, 8, 2)) { EffectiveDate = new(2026, 6, 1) }),
    ];

    private static PastCptsEvent Past(int month, CptsEvent happened) => new(Id, new Guid(month, 0, 0, new byte[8]), Officer, new DateTimeOffset(2026, month, 25, 9, 0, 0, TimeSpan.Zero), happened);

    public async Task InitializeAsync() => server = await PagesServer.StartAsync(History, Histories.Until);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("/regions")]
    [InlineData("/cpts")]
    [InlineData("/cpts/0193a6a0-0000-4000-8000-000000000001")]
    public async Task shows_what_is_committed_and_paid_in_French(string path)
    {
        var page = await server.ReadAsync(path);

        page.ShouldContain("<html lang=\"fr\">");
        page.ShouldContain("45\u202F000,00\u202F€");
        page.ShouldContain("30\u202F000,00\u202F€");
        page.ShouldContain("15\u202F000,00\u202F€");
        page.ShouldContain("Données synthétiques.");
        OneHeading().Count(page).ShouldBe(1);
    }

    [Theory]
    [InlineData("/regions")]
    [InlineData("/cpts")]
    [InlineData("/cpts/0193a6a0-0000-4000-8000-000000000001")]
    [InlineData("/cpts/0193a6a0-0000-4000-8000-000000000001/rejeu")]
    [InlineData("/regions/53/rejeu?from=hier")]
    [InlineData("/ecarts?asOf=2026-03-01")]
    [InlineData("/baremes")]
    [InlineData("/nowhere")]
    public async Task needs_no_script_and_no_inline_style(string path)
    {
        using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative));
        var html = await answer.Content.ReadAsStringAsync();

        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        Forbidden().IsMatch(html).ShouldBeFalse();
    }

    [Fact]
    public async Task shows_each_tariff_by_size_class_with_its_empty_cells_its_sources_and_who_entered_what()
    {
        var shipped = Funding.Host.Reference.ReferenceFiles.AciTariffs()[1];
        PastEvent[] history =
        [
            Past(1, new AciTariffPublished(shipped.Tariff, shipped.Facts) { EffectiveDate = new(2022, 4, 1), Reference = shipped.Reference }, PersonId.System),
            Past(2, new TariffCellEntered(new(2, TariffItem.Ceiling), Money.Euros(373_000)) { EffectiveDate = new(2026, 2, 20), Reference = "arrêté <fictif>", Comment = new("lu au JO", "") }, Officer),
            Past(3, new TariffCellEntered(new(2, TariffItem.Crisis, MissionPart.Fixed), Money.Euros(12_345.6m)) { EffectiveDate = new(2026, 3, 20), Reference = "arrêté" }, Officer),
        ];
        await using var tariffs = await PagesServer.StartAsync(history, Histories.Until);
        (await tariffs.Client.GetStringAsync(new Uri("/baremes", UriKind.Relative))).ShouldContain("&lt;fictif&gt;");
        var page = await tariffs.ReadAsync("/baremes");

        Cells(page, "Fonctionnement").ShouldBe(["50 000,00 €", "60 000,00 €", "75 000,00 €", "90 000,00 €"]);
        Cells(page, "Plafond").ShouldBe(["à saisir", "373 000,00 €", "à saisir", "580 000,00 €"]);
        Cells(page, "Réponse aux crises sanitaires, part fixe").ShouldBe(["à saisir", "12 345,60 €", "à saisir", "à saisir"]);
        Cells(page, "Accès aux soins, part variable").ShouldBe(["à saisir", "à saisir", "à saisir", "à saisir"]);
        foreach (var words in new[]
        {
            "avis JORFTEXT000045443303", "version 3", "à partir du 01/04/2022", "40 000 ou plus, moins de 80 000 hab.", "plus de 175 000 hab.", "avance de 75 %", "contrat de 5 ans", "presse (taille 4 seulement)",
            "Plafond, taille 2 : 373 000,00 € par an.", "Acte du 20/02/2026", "Référence arrêté <fictif>", "25/02/2026 à 10:00:00 (heure de Paris)", "personne 0193a6a0", "« lu au JO »", "Système",
        }) Plain(page).ShouldContain(words);

        Cells(await tariffs.ReadAsync("/baremes?asOf=2026-02-01"), "Plafond").ShouldBe(["à saisir", "à saisir", "à saisir", "580 000,00 €"]);
        Plain(await tariffs.ReadAsync("/baremes?asOf=2025-12-31")).ShouldContain("Aucun barème n’était connu à cette date");

        static PastTariffEvent Past(int month, TariffEvent happened, PersonId actor) => new("aci-avenant-2", Guid.NewGuid(), actor, new DateTimeOffset(2026, month, 25, 9, 0, 0, TimeSpan.Zero), happened);
        static string Plain(string page) => page.Replace('\u202F', ' ').Replace('\u00A0', ' ');
        static string[] Cells(string page, string line)
            => [.. Regex.Matches(Plain(page), $@"<th scope=""row"">{Regex.Escape(line)}</th>\s*(<td class=""num"">(?<cell>[^<]*)</td>\s*)+", RegexOptions.None, TimeSpan.FromSeconds(5)).Single().Groups["cell"].Captures.Select(cell => cell.Value)];
    }

    [Fact]
    public async Task escapes_a_hostile_name()
    {
        foreach (var path in new[] { "/cpts", $"/cpts/{Id}", $"/cpts?q={Uri.EscapeDataString("<script>")}" })
        {
            var html = await server.Client.GetStringAsync(new Uri(path, UriKind.Relative));
            html.ShouldNotContain("<script>");
            WebUtility.HtmlDecode(html).ShouldContain(Hostile);
        }
    }

    [Fact]
    public async Task tells_the_dossier_with_its_alerts_deadlines_and_timeline()
    {
        var page = await server.ReadAsync($"/cpts/{Id}");

        page.ShouldContain("Ni SIRET ni numéro RNA");
        page.ShouldContain("Sans réponse de l’ARS, le projet de santé est réputé validé.");
        page.ShouldContain("02/08/2026");
        page.ShouldContain("Acte du 02/02/2026");
        page.ShouldContain("Référence LI-12");
        page.ShouldContain("25/02/2026 à 10:00:00 (heure de Paris)");
        page.ShouldContain("Crozon");
        page.IndexOf("L’ARS accepte la lettre", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("Versement de 30", StringComparison.Ordinal));
    }

    [Fact]
    public async Task tells_by_when_a_mission_starts_and_is_deployed_the_last_day_included()
    {
        Terms terms = new("aci-avenant-2", Money.Euros(60_000), [new(Mission.Access, Money.Euros(40_000), Money.Euros(20_000)), new(Mission.Quality, Money.Euros(1), Money.Euros(2))]);
        AgreedTerms agreed = new(1, terms, new("aci-avenant-2", 2, "JO", 2, 52_000, 0.75m, 5, [new(Mission.Access, 6, 18)]));
        PastEvent[] signed =
        [
            .. History, Past(7, new HealthProjectValidated { EffectiveDate = new(2026, 6, 2) }), Past(8, new AciContractSigned(1, new(2026, 7, 1), agreed, null) { EffectiveDate = new(2026, 6, 30) }),
            Past(9, new AciMissionStarted(1, Mission.Access) { EffectiveDate = new(2026, 7, 14) }),
        ];

        await using var contracted = await PagesServer.StartAsync(signed, Histories.Until);
        var page = await contracted.ReadAsync($"/cpts/{Id}");
        page.ShouldContain("<td class=\"day\">14/07/2026<span class=\"about\">au plus tard le 30/12/2026</span>");
        page.ShouldContain("<td class=\"day\"><span class=\"about\">au plus tard le 30/12/2027</span>");
        page.ShouldContain("<td class=\"day\"></td>"); // quality is free (R21)
    }

    [Fact]
    public async Task expects_no_certification_of_what_is_barred()
    {
        PastEvent[] refused = [.. History, Past(7, new ServiceCertified(Grant, "c2", 2, Money.Euros(15_000)) { EffectiveDate = new(2026, 7, 1) }), Past(8, new PaymentRefused(Grant, 2, Money.Euros(15_000), new("RIB", "")) { EffectiveDate = new(2026, 7, 2) })];
        PastEvent[] barred = [.. refused, Past(9, new SumsBarred(Grant, [new(2, Money.Euros(15_000))]) { EffectiveDate = new(2026, 7, 3) })];

        await using var before = await PagesServer.StartAsync(refused, Histories.Until);
        (await before.ReadAsync($"/cpts/{Id}")).ShouldContain("Paiement de l’échéance 2 de fir-1 refusé le 02/07/2026 : une nouvelle certification est attendue.");
        await using var after = await PagesServer.StartAsync(barred, Histories.Until);
        (await after.ReadAsync($"/cpts/{Id}")).ShouldNotContain("une nouvelle certification est attendue");
    }

    [Fact]
    public async Task answers_as_known_then_and_for_acts_until_then()
    {
        (await server.ReadAsync($"/cpts/{Id}?asOf=2026-03-25T10:00:00")).ShouldNotContain("Versement");
        (await server.ReadAsync($"/cpts/{Id}?asOf=2026-05-25T09:00:00Z")).ShouldContain("Versement");
        (await server.ReadAsync($"/cpts/{Id}?effectiveOn=2026-03-19")).ShouldNotContain("Versement");
        (await server.ReadAsync("/regions?budgetYear=all&asOf=2026-02-26")).ShouldContain("Tel que connu le 26/02/2026 à 23:59:59 (heure de Paris).");
        await server.ReadAsync($"/cpts/{Id}?asOf=2025-12-31", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task says_in_French_what_it_cannot_read_or_find()
    {
        (await server.ReadAsync("/regions?asOf=hier", HttpStatusCode.BadRequest)).ShouldContain("« hier » n’est pas une date");
        (await server.ReadAsync("/cpts?after=nonsense", HttpStatusCode.BadRequest)).ShouldContain("revenez au début de la liste");
        (await server.ReadAsync("/cpts/11111111-1111-4111-8111-111111111111", HttpStatusCode.NotFound)).ShouldContain("Page introuvable");
        (await server.ReadAsync("/nowhere", HttpStatusCode.NotFound)).ShouldContain("Page introuvable");
        (await server.ReadAsync("/cpts?q=personne")).ShouldContain("Aucune CPTS ne répond à cette recherche.");
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.NotFound)]
    [InlineData("10.0.0.1", HttpStatusCode.NotFound)]
    [InlineData("localhost.evil.example", HttpStatusCode.NotFound)]
    [InlineData("localhost:5080", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    public async Task is_served_under_a_loopback_name_only(string host, HttpStatusCode expected)
    {
        foreach (var path in new[] { "/cpts", $"/cpts/{Id}/rejeu", "/regions/53/rejeu", "/ecarts?asOf=2026-03-01" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.Host = host;
            using var answer = await server.Client.SendAsync(request);

            answer.StatusCode.ShouldBe(expected, path);
            if (expected == HttpStatusCode.NotFound) (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task pages_through_the_list()
    {
        await using var many = await PagesServer.StartAsync(Histories.Of(100), Histories.Until);

        var first = await many.ReadAsync("/cpts");
        Dossiers().Count(first).ShouldBe(50);
        var next = NextPage().Match(first).Groups["address"].Value;
        var second = await many.ReadAsync(next);
        Dossiers().Count(second).ShouldBe(50);
        second.ShouldNotContain("Page suivante");
    }

    [Fact]
    public async Task says_that_it_failed_and_nothing_more()
    {
        await using var broken = await PagesServer.StartAsync(null!, Histories.Until);

        var page = await broken.ReadAsync("/regions", HttpStatusCode.InternalServerError);
        page.ShouldContain("La page n’a pas pu être préparée");
        page.ShouldNotContain("Exception");
    }

    [Fact]
    public void money_and_shares_read_as_French()
    {
        French.Of(Money.Euros(-1_234_567.8m)).ShouldBe("−1\u202F234\u202F567,80\u202F€");
        French.Share(Money.Euros(1), Money.Euros(100_000)).ShouldBe("<\u202F0,1\u202F%");
        French.Share(Money.Euros(352), Money.Euros(1000)).ShouldBe("35,2\u202F%");
        French.Count(1, "commune").ShouldBe("1\u00A0commune");
        French.Count(738, "CPTS").ShouldBe("738\u00A0CPTS");
    }

    [GeneratedRegex("<h1[ >]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneHeading();

    [GeneratedRegex("<script(?![^>]*\\ssrc=)|<style|\\sstyle=|\\son[a-z]+=|javascript:", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Forbidden();

    [GeneratedRegex("href=\"/cpts/[0-9a-f-]{36}\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dossiers();

    [GeneratedRegex("rel=\"next\" href=\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextPage();
}
