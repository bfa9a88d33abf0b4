using System.Net;
using System.Text.RegularExpressions;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Web;

/// <summary>The pages of entries and of events, over a region with one story in it, and over a made-up history.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class pages_of_provenance(PostgresFixture postgres)
{
    [Fact]
    public async Task an_event_tells_who_acted_what_it_moved_what_undid_it_and_where_its_proof_is()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await ViewStory.StoryAsync(engine);
        await engine.SettleAsync();
        var timeline = (await engine.Get<IDossiers>().TimelineAsync(cpts, Moment.Now, new PageRequest(100), CancellationToken.None)).Items;
        var (receipt, reversal) = (timeline.Single(it => it.Event is RecoveryReceived), timeline.Single(it => it.Event is ReceiptReversed));
        await using var served = await ServedEngine.StartAsync(engine);

        var page = await served.PageAsync($"/evenements/{receipt.Position}");
        foreach (var words in new[]
        {
            "Encaissement de 1 000,00 € sur le titre de recette r.", "Acte du</dt><dd>04/03/2024", "Enregistré le</dt><dd>04/03/2024 à 10:00:00 (heure de Paris)", "(nom effacé ou inconnu)", "Référence</dt><dd>T1",
            "recouvré", "+1 000,00 €", $"href=\"/registre?seq={receipt.Position}\"", $"href=\"/cpts/{cpts}\"", "Annulé par</dt>", $"href=\"/evenements/{reversal.Position}\"", "Rien d’autre.",
            "\"recoveryId\": \"r\"",
        }) Plain(page).ShouldContain(words);
        (await served.PageAsync($"/evenements/{reversal.Position}")).ShouldContain($"href=\"/evenements/{receipt.Id}\"");
        Heading().Match(await served.PageAsync($"/evenements/{receipt.Id}")).Value.ShouldBe(Heading().Match(page).Value, "the event is found by its id too");

        await Sql.RunAsync(engine.OwnerConnectionString, $"insert into funding.people (id, issuer, subject, name) values ('{receipt.Actor.Value}', 'local', 'x', 'Camille Leroy')");
        (await served.PageAsync($"/evenements/{receipt.Position}")).ShouldContain("Camille Leroy");
    }

    [Fact]
    public async Task an_event_of_a_line_tells_how_its_amount_comes_about_and_what_else_the_act_recorded()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2021-02-01T08:00:00Z");
        var cpts = await engine.BeginAsync();
        await engine.SignAsync(cpts, new DateOnly(2021, 2, 1));
        await engine.SettleAsync();
        var items = (await engine.Get<IDossiers>().TimelineAsync(cpts, Moment.Now, new PageRequest(100), CancellationToken.None)).Items;
        await using var served = await ServedEngine.StartAsync(engine);

        var page = Plain(await served.PageAsync($"/evenements/{items.Single(it => it.Event is AciLineOpened).Position}"));
        page.ShouldContain("Fonctionnement, année 1 du contrat 1 : 60 000,00 € pour l’année entière");
        page.ShouldContain($"href=\"/evenements/{items.Single(it => it.Event is AciContractSigned).Position}\"", Case.Sensitive, "signed by the same act");
        page.ShouldContain("Contrat ACI 1 signé sur le tour 1");
        var dossier = await served.PageAsync($"/cpts/{cpts}");
        dossier.ShouldContain($"href=\"/evenements/{items.Single(it => it.Event is AciContractSigned).Position}\"");
        dossier.ShouldContain($"href=\"/ecritures?cpts={cpts}&commitment=aci-1-y1-functioning\"");
    }

    [Fact]
    public async Task entries_are_counted_summed_paged_and_lead_to_their_events_and_dossiers()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await ViewStory.StoryAsync(engine);
        await engine.SettleAsync();
        await using var served = await ServedEngine.StartAsync(engine);

        var page = Plain(await served.PageAsync("/ecritures?kind=outstanding&region=84&budgetYear=2024"));
        page.ShouldContain("reste à payer = engagé 40 000,00 € − versé 20 000,00 € − prescrit 0,00 €");
        page.ShouldContain("total <strong><data class=\"total\" value=\"20000.00\">20 000,00 €</data></strong> : reste à payer, Auvergne-Rhône-Alpes, exercice 2024.");
        page.ShouldContain("<strong>3 écritures</strong>");
        foreach (Match link in Events().Matches(page)) await served.PageAsync(link.Groups["to"].Value);
        page.ShouldContain($"<a href=\"/cpts/{cpts}\">CPTS du Vallon sud</a>");
        Plain(await served.PageAsync("/ecritures?kind=due&recovery=r&cpts=" + cpts)).ShouldContain("value=\"1200.50\"");
        Plain(await served.PageAsync("/ecritures?region=84")).ShouldContain("<dt>Engagé</dt><dd>40 000,00 €</dd>");
        (await served.PageAsync("/ecritures?region=94")).ShouldContain("Aucune écriture ne répond à cette demande");
        page.ShouldNotContain("Données synthétiques.");
    }

    [Fact]
    public async Task what_means_nothing_is_refused_in_French_beside_its_field()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await using var served = await ServedEngine.StartAsync(engine);
        foreach (var (path, expected, fields) in new (string, HttpStatusCode, string)[]
        {
            ("/ecritures?kind=payes&from=hier&seq=un&region=99&asOf=demain&cpts=x&budgetYear=l’an", HttpStatusCode.BadRequest, "kind from seq region asOf cpts budgetYear"),
            ("/ecritures?kind=paid&kind=barred", HttpStatusCode.BadRequest, "kind"),
            ("/ecritures?montant=3", HttpStatusCode.BadRequest, ""),
            ("/ecritures?after=%C3%A9", HttpStatusCode.BadRequest, ""),
            ("/evenements/0", HttpStatusCode.BadRequest, ""),
            ("/evenements/premier", HttpStatusCode.BadRequest, ""),
            ("/evenements/1?asOf=2024-01-01", HttpStatusCode.BadRequest, ""),
            ("/evenements/999999", HttpStatusCode.NotFound, ""),
            ("/evenements/11111111-1111-4111-8111-111111111111", HttpStatusCode.NotFound, ""),
            ("/enveloppes?year=l’an&region=99&asOf=demain&effectiveOn=hier", HttpStatusCode.BadRequest, "year region asOf effectiveOn"),
            ("/enveloppes?after=x", HttpStatusCode.BadRequest, ""),
            ("/prevision/sommes?month=2024-13", HttpStatusCode.BadRequest, ""),
            ("/prevision/sommes?after=x", HttpStatusCode.BadRequest, ""),
            ("/exports/entries.csv?kind=x", HttpStatusCode.UnprocessableEntity, ""),
            ("/exports/cpts/11111111-1111-4111-8111-111111111111.pdf", HttpStatusCode.NotFound, ""),
        })
        {
            using var answer = await served.AskAsync(path);
            answer.StatusCode.ShouldBe(expected, path);
            var html = await answer.Content.ReadAsStringAsync();
            html.ShouldContain("lang=\"fr\"", Case.Sensitive, path);
            Faulty().Matches(html).Select(it => it.Groups["name"].Value).Order(StringComparer.Ordinal).ShouldBe(fields.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), path);
        }
    }

    [Fact]
    public async Task files_are_those_of_the_API_and_for_this_machine_only_like_the_pages()
    {
        await using var engine = await RebuiltEngine.StartAsync(postgres);
        await using var served = await ServedEngine.StartAsync(engine);
        var cpts = await engine.ScalarAsync<Guid>("select cpts_id from funding.entries limit 1");

        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in new[] { "/regions?budgetYear=2023&asOf=2023-12-31", $"/cpts/{cpts}", "/registre", "/ecritures?kind=paid&source=fir" })
        {
            var found = Files().Matches(await served.PageAsync(page)).Select(it => it.Groups["to"].Value).ToList();
            found.ShouldNotBeEmpty(page);
            files.UnionWith(found);
        }

        files.Select(file => file.Split('?')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(["/exports/cpts/" + cpts + ".pdf", "/exports/entries.csv", "/exports/events.ndjson", "/exports/financing.xlsx", "/exports/scdl.csv"]);
        foreach (var file in files)
        {
            using var answer = await served.AskAsync(file);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, file);
            using var same = await served.AskAsync("/api/v1" + file.Replace("scdl.csv", "scdl", StringComparison.Ordinal));
            (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.FileName).ShouldBe((same.Content.Headers.ContentType!.ToString(), same.Content.Headers.ContentDisposition!.FileName), file);
            if (!file.Contains(".xlsx", StringComparison.Ordinal) && !file.Contains(".pdf", StringComparison.Ordinal)) (await answer.Content.ReadAsStringAsync()).ShouldBe(await same.Content.ReadAsStringAsync(), file);
        }

        foreach (var path in files.Concat(["/ecritures", "/evenements/1", "/enveloppes", "/prevision/sommes"]))
        {
            using var elsewhere = await served.AskAsync(path, "evil.example");
            elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await elsewhere.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task made_up_data_are_told_on_each_page_and_in_each_answer()
    {
        await using var engine = await RebuiltEngine.StartAsync(postgres);
        await using var served = await ServedEngine.StartAsync(engine);
        var registered = await engine.ScalarAsync<long>("select position from funding.ledger join funding.mt_events using (seq_id) where type = 'cpts_registered' order by position limit 1");
        var moved = await engine.ScalarAsync<long>("select max(position) from funding.entries");
        var real = await engine.ScalarAsync<long>("select position from funding.envelope_acts where not synthetic order by position limit 1");

        foreach (var page in new[] { "/registre", "/ecritures", $"/evenements/{registered}", $"/evenements/{moved}", "/prevision/sommes" }) (await served.PageAsync(page)).ShouldContain("Données synthétiques.", Case.Sensitive, page);
        (await served.PageAsync($"/evenements/{real}")).ShouldNotContain("Données synthétiques.", Case.Sensitive, "published envelopes are real");
        foreach (var address in new[] { "audit/entries", "audit/events?after=" + (registered - 1), $"audit/events/{registered}" })
            (await served.GetAsync("/api/v1/" + address)).GetProperty("synthetic").GetBoolean().ShouldBeTrue(address);
        (await served.GetAsync($"/api/v1/audit/events/{real}")).TryGetProperty("synthetic", out _).ShouldBeFalse();
    }

    private static string Plain(string page) => page.Replace('\u202F', ' ').Replace('\u00A0', ' ');

    [GeneratedRegex("href=\"(?<to>/evenements/[0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Events();

    [GeneratedRegex("<h1>[^<]+</h1>", RegexOptions.None, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("class=\"fault\" id=\"(?<name>[A-Za-z]+)-fault\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Faulty();

    [GeneratedRegex("href=\"(?<to>/exports/[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Files();
}
