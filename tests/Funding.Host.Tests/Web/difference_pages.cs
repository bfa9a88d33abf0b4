using System.Net;
using System.Text;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine;
using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Funding.Host.Tests.Demo;

namespace Funding.Host.Tests.Web;

public sealed class difference_pages : IAsyncLifetime
{
    private const int MostBytes = 200_000;
    private static readonly Guid Id = new("0193a6a0-0000-4000-8000-000000000001");
    private static readonly PersonId Officer = new(new Guid("0193a6a0-0000-4000-8000-0000000000aa"));
    private static readonly CommitmentRef Grant = new("fir-1", FundingSource.Fir, 2026, "53", "29");

    private static readonly IReadOnlyList<PastEvent> History =
    [
        Past(1, new CptsRegistered("CPTS du Ponant", "53", new Territory("29", [], 8_000), null, new Identifiers(null, null), null, Synthetic: true) { EffectiveDate = new(2026, 1, 5) }),
        Past(2, new LetterOfIntentAccepted { EffectiveDate = new(2026, 2, 2) }),
        Past(3, new FirGrantAwarded(Grant, Money.Euros(45_000), "Écriture", new("C-1", new(2026, 2, 20)), [new(1, InstalmentKind.Whole, new(2026, 3, 15), Money.Euros(45_000))]) { EffectiveDate = new(2026, 3, 25) }),
        Past(4, new ServiceCertified(Grant, "c1", 1, Money.Euros(30_000)) { EffectiveDate = new(2026, 4, 25) }),
        Past(5, new PaymentMade(Grant, 1, Money.Euros(20_000), "VIR-1") { EffectiveDate = new(2026, 4, 30) }),
    ];

    private PagesServer server = null!;

    public async Task InitializeAsync() => server = await PagesServer.StartAsync(History, Histories.Until);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task what_became_known_between_two_instants_is_told_with_its_sums_and_what_came_late()
    {
        var page = (await server.ReadAsync("/ecarts?asOf=2026-05-25T12:00:00&against=2026-03-31")).Plain();

        foreach (var words in new[]
        {
            "Tel que connu le 31/03/2026 à 23:59:59 (heure de Paris).", "Tel que connu le 25/05/2026 à 12:00:00 (heure de Paris).", "Données synthétiques.",
            "href=\"/evenements/5\">n° 5</a>", $"href=\"/cpts/{Id}?asOf=2026-05-25T10%3A00%3A00Z\">CPTS du Ponant</a>", "25/05/2026 à 11:00:00 (heure de Paris)", "FIR 2026, échéance 1",
            "enregistré tardivement (25 jours)", "href=\"/ecarts\" aria-current=\"page\"",
        }) page.ShouldContain(words);
        page.Occurrences("enregistré tardivement (").ShouldBe(1);
        page.IndexOf("n° 5", StringComparison.Ordinal).ShouldBeLessThan(page.IndexOf("n° 4", StringComparison.Ordinal));
        page.ShouldNotContain("n° 3");
        page.Occurrences("<table").ShouldBe(page.Occurrences("<caption"));
        page.Figures()[..36].ShouldBe([
            "2", "0,00 €", "+30 000,00 €", "+20 000,00 €", "0,00 €", "0,00 €", "0,00 €", "0,00 €", "−20 000,00 €",
            "2", "0,00 €", "30 000,00 €", "20 000,00 €", "0,00 €", "0,00 €", "0,00 €", "0,00 €", "−20 000,00 €",
            "1", "0,00 €", "0,00 €", "20 000,00 €", "0,00 €", "0,00 €", "0,00 €", "0,00 €", "−20 000,00 €",
            "0", "0,00 €", "0,00 €", "0,00 €", "0,00 €", "0,00 €", "0,00 €", "0,00 €", "0,00 €"]);
        page.Figures()[^2..].ShouldBe(["+20 000,00 €", "+30 000,00 €"]);
    }

    [Fact]
    public async Task between_two_days_too_and_what_only_the_earlier_view_has_is_removed()
    {
        var page = (await server.ReadAsync("/ecarts?effectiveOn=2026-04-26&againstEffectiveOn=2026-04-30")).Plain();
        page.ShouldContain("n° 5");
        page.ShouldNotContain("n° 4");

        page = (await server.ReadAsync("/ecarts?asOf=2026-05-01T00:00:00&against=2026-06-01&againstEffectiveOn=2026-03-31")).Plain();
        page.ShouldContain("<td>retirée");
        page.ShouldContain($"href=\"/cpts/{Id}?asOf=2026-04-30T22%3A00%3A00Z\">CPTS du Ponant</a>", Case.Sensitive, "in the view that has it");
    }

    [Fact]
    public async Task the_sums_of_the_page_are_those_of_the_difference()
    {
        var history = Histories.Of(100);
        await using var many = await PagesServer.StartAsync(history, Histories.Until);
        var (at, against) = (Histories.Until.AddDays(-30), Histories.Until.AddDays(-400));
        foreach (var (region, source, query) in new (string?, FundingSource?, string)[] { (null, null, ""), ("84", null, "&region=84"), (null, FundingSource.Aci, "&source=aci") })
        {
            var found = await new FakeDifferences(history).BetweenAsync(EntryQuery.All(new Moment(at)) with { RegionCode = region, Source = source }, new Moment(against), new PageRequest(50), CancellationToken.None);

            var page = await many.ReadAsync($"/ecarts?asOf={at:yyyy-MM-dd'T'HH:mm:ss'Z'}&against={against:yyyy-MM-dd'T'HH:mm:ss'Z'}{query}");
            Encoding.UTF8.GetByteCount(page).ShouldBeLessThan(MostBytes);
            found.Entries.Items.Count.ShouldBe(50);
            page.Figures()[..9].ShouldBe([French.Of(found.Added.Count + found.Removed.Count), .. Amounts(found.Total).Select(French.Moved)]);
            page.Figures()[36..60].ShouldBe(Enum.GetValues<FundingSource>().SelectMany(one => Amounts(found.Sources[one])).Select(French.Moved));
            page.Figures()[60..].ShouldBe(found.Entries.Items.Select(it => French.Moved(it.Entry.Amount)));
            var next = (await many.ReadAsync(page.Link("next")!));
            next.Figures()[..60].ShouldBe(page.Figures()[..60], "the sums are of all pages");
            next.ShouldContain("Début de la liste");
        }

        static Money[] Amounts(Totals it) => [it.Committed, it.Certified, it.Paid, it.Barred, it.RecoveryOrdered, it.Recovered, it.Waived, it.Outstanding];
    }

    [Fact]
    public async Task nothing_asked_is_no_fault_and_usual_questions_are_offered()
    {
        var page = await server.ReadAsync($"/ecarts?cpts={Id}");

        page.ShouldContain("Choisissez deux instants ou deux jours");
        page.ShouldContain($"href=\"/ecarts?cpts={Id}&asOf=2026-06-23T12%3A00%3A00Z\">depuis une semaine</a>");
        page.ShouldNotContain("class=\"fault\"");
        (await server.ReadAsync($"/ecarts?cpts={Id}&asOf=2026-06-23T12%3A00%3A00Z")).ShouldContain("Aucune écriture ne diffère entre ces deux moments.");
    }

    [Theory]
    [InlineData("asOf=hier", "asOf", "« hier » n’est pas une date")]
    [InlineData("asOf=2026-01-01&against=demain", "against", "« demain » n’est pas une date")]
    [InlineData("effectiveOn=2026-01-01", "againstEffectiveOn", "Un second jour est attendu, ou un instant.")]
    [InlineData("againstEffectiveOn=2026-01-01", "effectiveOn", "Un second jour est attendu, ou un instant.")]
    [InlineData("asOf=2026-01-01&region=99", "region", "« 99 » n’est pas le code d’une région.")]
    [InlineData("asOf=2026-01-01&source=loto", "source", "« loto » n’est pas une source de financement.")]
    [InlineData("asOf=2026-01-01&cpts=12", "cpts", "« 12 » n’est pas l’identifiant d’une CPTS.")]
    [InlineData("asOf=2026-01-01&cpts=11111111-1111-4111-8111-111111111111", "cpts", "Aucune CPTS ne porte cet identifiant.")]
    public async Task what_cannot_be_read_is_told_beside_its_field_and_nothing_is_lost(string question, string field, string sentence)
    {
        var page = await server.ReadAsync("/ecarts?" + question, HttpStatusCode.BadRequest);

        var fields = page.Split("<div class=\"field\">");
        var told = fields.Single(it => it.Contains($"name=\"{field}\"", StringComparison.Ordinal));
        told.ShouldContain($"<p class=\"fault\" id=\"{field}-fault\">{sentence}");
        told.ShouldContain("aria-invalid=\"true\"");
        page.Occurrences("class=\"fault\"").ShouldBe(1);
        if (question.StartsWith("asOf=2026-01-01", StringComparison.Ordinal)) fields.Single(it => it.Contains("name=\"asOf\"", StringComparison.Ordinal)).ShouldContain("value=\"2026-01-01T23:59:59\"");
    }

    [Fact]
    public async Task a_page_of_the_list_that_nobody_gave_is_refused()
        => (await server.ReadAsync("/ecarts?asOf=2026-01-01&after=nonsense", HttpStatusCode.BadRequest)).ShouldContain("revenez au début de la liste");

    [Fact]
    public async Task the_dossier_leads_to_what_changed_in_it_since_the_moment_that_is_read()
        => (await server.ReadAsync($"/cpts/{Id}?asOf=2026-05-25T09:00:00Z")).ShouldContain($"href=\"/ecarts?cpts={Id}&asOf=2026-05-25T09%3A00%3A00Z\"");

    private static PastCptsEvent Past(int month, CptsEvent happened) => new(Id, new Guid(month, 0, 0, new byte[8]), Officer, new DateTimeOffset(2026, month, 25, 9, 0, 0, TimeSpan.Zero), happened);
}
