using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine;
using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Funding.Host.Tests.Demo;

namespace Funding.Host.Tests.Web;

public sealed partial class replay_pages : IAsyncLifetime
{
    private const int MostBytes = 200_000;
    private static readonly Guid Id = new("0193a6a0-0000-4000-8000-000000000001");
    private static readonly string Address = $"/cpts/{Id}/rejeu";
    private static readonly PersonId Officer = new(new Guid("0193a6a0-0000-4000-8000-0000000000aa"));
    private static readonly CommitmentRef Grant = new("fir-1", FundingSource.Fir, 2026, "53", "29");

    private static readonly IReadOnlyList<PastEvent> History =
    [
        Past(1, new CptsRegistered("CPTS <du> Ponant", "53", new Territory("29", ["29042", "29022"], 8_000), "rural", new Identifiers(null, null), null, Synthetic: true) { EffectiveDate = new(2026, 1, 5) }),
        Past(2, new LetterOfIntentAccepted { EffectiveDate = new(2026, 2, 2), Reference = "LI-12" }),
        Past(3, new FirGrantAwarded(Grant, Money.Euros(45_000), "Écriture du projet", new("C-1", new(2026, 2, 20)), [new(1, InstalmentKind.Advance, new(2026, 3, 15), Money.Euros(30_000)), new(2, InstalmentKind.Balance, new(2026, 9, 15), Money.Euros(15_000))]) { EffectiveDate = new(2026, 3, 1) }),
        Past(4, new ServiceCertified(Grant, "c1", 1, Money.Euros(30_000)) { EffectiveDate = new(2026, 3, 10), Comment = new("vu sur place", "") }),
        Past(5, new PaymentMade(Grant, 1, Money.Euros(30_000), "VIR-1") { EffectiveDate = new(2026, 3, 20) }),
        Past(6, new HealthProjectSubmitted(new(2026, 8, 2)) { EffectiveDate = new(2026, 6, 1) }),
    ];

    private PagesServer server = null!;

    public async Task InitializeAsync() => server = await PagesServer.StartAsync(History, Histories.Until);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task each_act_of_a_dossier_is_told_with_what_it_changed_and_what_it_moved()
    {
        var page = (await server.ReadAsync(Address)).Plain();

        foreach (var words in new[]
        {
            "Actes 1 à 6 sur 6", "L’ARS accepte la lettre d’intention", "Référence LI-12", "25/02/2026 à 10:00:00 (heure de Paris)", "Acte du 02/02/2026", "personne 0193a6a0", "« vu sur place »",
            "href=\"/evenements/4\"", $"href=\"{Address}?acte=3\"", "Données synthétiques.", $"<a href=\"/cpts/{Id}\">Retour au dossier</a>",
        }) page.ShouldContain(words);
        Changes(page, 1).ShouldBe(["Phase : – > Lettre d’intention reçue, depuis le 05/01/2026", "Nom : – > CPTS <du> Ponant", "Département : – > Finistère (29)", "Population : – > 8 000 habitants", "Communes : – > 2", "Profil : – > rural"]);
        Changes(page, 2).ShouldBe(["Phase : Lettre d’intention reçue, depuis le 05/01/2026 > Projet de santé en écriture, depuis le 02/02/2026"]);
        Changes(page, 4).ShouldBe(["fir-1, certifié : 0,00 € > 30 000,00 €"]);
        Changes(page, 5).ShouldBe(["fir-1, versé : 0,00 € > 30 000,00 €", "fir-1, reste à payer : 45 000,00 € > 15 000,00 €", "Dossier, reste à payer : 45 000,00 € > 15 000,00 €"]);
        page.Figures().ShouldBe(["+45 000,00 €", "+30 000,00 €", "+30 000,00 €"]);
        page.Occurrences("<table").ShouldBe(page.Occurrences("<caption"));
        (page.Link("prev"), page.Link("next")).ShouldBe((null, null));
        (await server.Client.GetStringAsync(new Uri(Address, UriKind.Relative))).ShouldContain("CPTS &lt;du&gt; Ponant");
    }

    [Fact]
    public async Task acts_are_stepped_through_one_by_one()
    {
        var page = (await server.ReadAsync($"{Address}?acte=3&to=2026-12-31")).Plain();

        page.ShouldContain("Acte 3 sur 6");
        page.Figures().ShouldBe(["1", "+30 000,00 €", "2", "+15 000,00 €"]);
        page.Link("prev").ShouldBe($"{Address}?to=2026-12-31&acte=2");
        page.Link("next").ShouldBe($"{Address}?to=2026-12-31&acte=4");
        (await server.ReadAsync(page.Link("prev")!)).ShouldContain("Acte 2 sur 6");
        (await server.ReadAsync($"{Address}?acte=1")).Link("prev").ShouldBeNull();
        (await server.ReadAsync($"{Address}?acte=6")).Link("next").ShouldBeNull();
        await server.ReadAsync($"{Address}?acte=7", HttpStatusCode.NotFound);
        (await server.ReadAsync($"{Address}?acte=dernier", HttpStatusCode.BadRequest)).ShouldContain("« dernier » n’est pas le numéro d’un acte.");
    }

    [Fact]
    public async Task a_window_shows_what_became_known_in_it_of_acts_up_to_a_day()
    {
        Numbers(await server.ReadAsync($"{Address}?from=2026-03-25T10:00:00&to=2026-05-25T11:00:00")).ShouldBe([3, 4, 5], "10:00 and 11:00 in Paris are 09:00 in universal time");
        Numbers(await server.ReadAsync($"{Address}?from=2026-03-25T10:00:01&to=2026-05-25T10:59:59")).ShouldBe([4]);
        Numbers(await server.ReadAsync($"{Address}?from=2026-03-25&to=2026-04-25")).ShouldBe([3, 4], "a day as a whole");
        Numbers(await server.ReadAsync($"{Address}?effectiveOn=2026-03-10")).ShouldBe([1, 2, 3, 4]);
        (await server.ReadAsync($"{Address}?from=2026-12-01")).ShouldContain("Aucun acte dans cette période");
    }

    [Theory]
    [InlineData("from=hier", "from", "« hier » n’est pas une date", "hier")]
    [InlineData("to=9999-12-31", "to", "« 9999-12-31 » n’est pas une date", "9999-12-31")]
    [InlineData("effectiveOn=2026-02-30", "effectiveOn", "« 2026-02-30 » n’est pas une date", "2026-02-30")]
    [InlineData("from=2026-02-02&to=2026-02-01", "to", "La fin de la période précède son début.", "2026-02-01T23:59:59")]
    public async Task what_cannot_be_read_is_told_beside_its_field_and_kept(string question, string field, string sentence, string kept)
    {
        foreach (var path in new[] { Address, "/regions/53/rejeu" })
        {
            var page = await server.ReadAsync($"{path}?{question}", HttpStatusCode.BadRequest);

            Field(page, field).ShouldContain($"value=\"{kept}\"");
            Field(page, field).ShouldContain("aria-invalid=\"true\"");
            Field(page, field).ShouldContain($"aria-describedby=\"{field}-fault");
            Field(page, field).ShouldContain($"<p class=\"fault\" id=\"{field}-fault\">{sentence}");
            page.Occurrences("class=\"fault\"").ShouldBe(1);
        }
    }

    [Fact]
    public async Task page_by_page_forth_and_back_every_act_of_the_longest_dossier_is_there_once_and_pages_are_light()
    {
        var history = Histories.Of(100);
        var longest = history.OfType<PastCptsEvent>().GroupBy(past => past.CptsId).MaxBy(stream => stream.Count())!;
        await using var many = await PagesServer.StartAsync(history, Histories.Until);

        await ForthAndBackAsync(many, $"/cpts/{longest.Key}/rejeu", [.. Enumerable.Range(1, longest.Count()).Select(number => (long)number)]);
    }

    [Fact]
    public async Task page_by_page_forth_and_back_every_act_of_a_region_is_there_once_and_pages_are_light()
    {
        var history = Histories.Of(100);
        await using var many = await PagesServer.StartAsync(history, Histories.Until);
        var region = await new FakeReplays(history).RegionAsync("84", ReplayWindow.Whole, new PageRequest(int.MaxValue - 1), CancellationToken.None);

        await ForthAndBackAsync(many, "/regions/84/rejeu", [.. region.Items.Select(it => it.Event.Position!.Value)]);
    }

    [Fact]
    public async Task the_money_of_the_page_is_that_of_the_replay()
    {
        var history = Histories.Of(100);
        await using var many = await PagesServer.StartAsync(history, Histories.Until);
        foreach (var id in history.OfType<PastCptsEvent>().Select(past => past.CptsId).Distinct().Take(20))
        {
            var replay = (await new FakeReplays(history).CptsAsync(id, ReplayWindow.Whole, new PageRequest(25), CancellationToken.None)).Items;
            var moved = replay.SelectMany(it => it.Step.Entries.GroupBy(entry => (entry.Kind, entry.Commitment)).Select(sum => French.Moved(sum.Total(entry => entry.Amount))));

            (await many.ReadAsync($"/cpts/{id}/rejeu")).Figures().ShouldBe(moved);
        }
    }

    [Fact]
    public async Task each_act_of_a_region_is_told_with_the_region_on_both_sides_and_the_dossier_that_it_is_about()
    {
        var page = (await server.ReadAsync("/regions/53/rejeu")).Plain();

        page.ShouldContain("<h1>Rejeu : Bretagne</h1>");
        page.ShouldContain("CPTS <du> Ponant");
        page.ShouldContain($"href=\"/cpts/{Id}?asOf=2026-02-25T09%3A00%3A00Z\"");
        Changes(page, 2).ShouldBe([
            "CPTS, Lettre d’intention reçue : 1 > 0", "CPTS, Projet de santé en écriture : 0 > 1",
            "Phase : Lettre d’intention reçue, depuis le 05/01/2026 > Projet de santé en écriture, depuis le 02/02/2026"]);
        Changes(page, 5)[..2].ShouldBe(["FIR, versé : 0,00 € > 30 000,00 €", "FIR, reste à payer : 45 000,00 € > 15 000,00 €"]);
        Numbers(page).ShouldBe([1, 2, 3, 4, 5, 6]);
        Numbers(await server.ReadAsync("/regions/53/rejeu?from=2026-03-25&effectiveOn=2026-03-31")).ShouldBe([3, 4, 5]);
        var step = await server.ReadAsync("/regions/53/rejeu?acte=3");
        (Numbers(step).Single(), step.Link("prev"), step.Link("next")).ShouldBe((3, "/regions/53/rejeu?acte=2", "/regions/53/rejeu?acte=4"));
        (await server.ReadAsync("/regions/11/rejeu")).ShouldContain("Aucun acte dans cette période");
    }

    [Fact]
    public async Task what_an_act_did_to_an_envelope_is_told_in_the_replay_of_its_region()
    {
        var history = Histories.Of(100);
        await using var many = await PagesServer.StartAsync(history, Histories.Until);

        var page = (await many.ReadAsync("/regions/84/rejeu")).Plain();
        page.ShouldContain("<h4>Enveloppe FIR 20");
        page.ShouldContain("<dt>Crédit autorisé</dt>");
    }

    [Theory]
    [InlineData("/cpts/11111111-1111-4111-8111-111111111111/rejeu")]
    [InlineData("/regions/99/rejeu")]
    [InlineData("/cpts/0193a6a0-0000-4000-8000-000000000001/rejeu?acte=2&from=2026-03-25")]
    [InlineData("/regions/53/rejeu?acte=99")]
    [InlineData("/regions/53/rejeu?acte=2&from=2026-03-25")]
    public async Task what_is_not_there_is_not_found(string path) => (await server.ReadAsync(path, HttpStatusCode.NotFound)).ShouldContain("Page introuvable");

    [Fact]
    public async Task the_dossier_and_the_regions_lead_to_their_replays_at_the_moment_that_is_read()
    {
        (await server.ReadAsync($"/cpts/{Id}?asOf=2026-05-25T09:00:00Z&effectiveOn=2026-03-31")).ShouldContain($"href=\"{Address}?to=2026-05-25T09%3A00%3A00Z&effectiveOn=2026-03-31\"");
        (await server.ReadAsync("/regions?budgetYear=2026")).ShouldContain("href=\"/regions/53/rejeu\" aria-label=\"Rejouer Bretagne\"");
    }

    private static async Task ForthAndBackAsync(PagesServer server, string address, long[] expected)
    {
        var (forth, back, pages) = (new List<long>(), new List<long>(), 0);
        var last = address;
        for (var next = address; next is not null; pages++)
        {
            var page = await server.ReadAsync(last = next);
            Encoding.UTF8.GetByteCount(page).ShouldBeLessThan(MostBytes, next);
            forth.AddRange(Numbers(page));
            forth.Count.ShouldBeLessThanOrEqualTo(expected.Length, "no act is told twice");
            next = page.Link("next");
        }

        forth.ShouldBe(expected);
        pages.ShouldBeGreaterThan(2, "there is something to page through");
        for (var previous = last; previous is not null;)
        {
            var page = await server.ReadAsync(previous);
            back.InsertRange(0, Numbers(page));
            back.Count.ShouldBeLessThanOrEqualTo(expected.Length, "no act is told twice");
            previous = page.Link("prev");
        }

        back.ShouldBe(expected);
    }

    /// <summary>The acts of a page.</summary>
    private static long[] Numbers(string page) => [.. Acts().Matches(page.Plain()).Select(it => long.Parse(it.Groups["number"].Value.Replace(" ", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>What the act of that number changed, each as « what : before > after ».</summary>
    private static string[] Changes(string page, int number)
    {
        var act = page.Split("<h3>").Single(it => it.Contains($">Acte {number}</a>", StringComparison.Ordinal));
        return [.. Change().Matches(act).Select(it => $"{it.Groups["what"].Value} : {it.Groups["before"].Value} > {it.Groups["after"].Value}")];
    }

    private static string Field(string page, string name) => page.Split("<div class=\"field\">").Single(it => it.Contains($"name=\"{name}\"", StringComparison.Ordinal));

    [GeneratedRegex(">Acte (?<number>[0-9 ]+)</a>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Acts();

    [GeneratedRegex("<dt>(?<what>[^\n]*?)</dt>\\s*<dd><span class=\"was\">(?<before>[^\n]*?)</span> <span aria-hidden=\"true\">→</span><span class=\"visually-hidden\">devient</span> (?<after>[^\n]*?)</dd>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Change();

    private static PastCptsEvent Past(int month, CptsEvent happened) => new(Id, new Guid(month, 0, 0, new byte[8]), Officer, new DateTimeOffset(2026, month, 25, 9, 0, 0, TimeSpan.Zero), happened);
}
