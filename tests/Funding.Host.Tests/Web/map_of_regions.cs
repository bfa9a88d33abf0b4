using System.Net;
using System.Text.RegularExpressions;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine;
using Funding.Host.Presentation;
using Funding.Host.Reference;
using Funding.Host.Tests.Demo;
using Funding.Host.Web.Maps;

namespace Funding.Host.Tests.Web;

public sealed partial class map_of_regions : IAsyncLifetime
{
    private static readonly CommitmentRef Breton = new("fir-1", FundingSource.Fir, 2026, "53", "29");
    private static readonly CommitmentRef Overseas = new("fir-1", FundingSource.Transformation, 2026, "06", "976");

    private PagesServer server = null!;

    private static readonly IReadOnlyList<PastEvent> History =
    [
        .. Granted(1, "53", "29", Breton, 90_000),
        .. Granted(2, "06", "976", Overseas, 45_000),
    ];

    public async Task InitializeAsync() => server = await PagesServer.StartAsync(History, Histories.Until);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task every_region_is_drawn_once_and_leads_to_its_CPTS()
    {
        var page = await server.ReadAsync("/regions?budgetYear=2026");

        Regions().Matches(page).Select(it => it.Groups["code"].Value).ShouldBe(ReferenceData.Current.Regions.Select(region => region.Code));
    }

    [Fact]
    public async Task a_region_tells_its_figure_and_class_in_words_so_that_colour_is_never_alone()
    {
        var page = (await server.ReadAsync("/regions?budgetYear=2026")).Plain();

        page.ShouldContain("aria-label=\"Bretagne : 90 000,00 €, classe 2\"");
        page.ShouldContain("aria-label=\"Mayotte : 45 000,00 €, classe 1\"");
        page.ShouldContain("aria-label=\"Corse : 0,00 €, sans classe\"");
        page.ShouldContain("<span>– : aucun montant (16 régions)</span>");
        page.ShouldContain("<span>2 : 90 000,00 € (1 région)</span>");
    }

    [Fact]
    public async Task of_one_source_only_its_money_counts()
    {
        var page = (await server.ReadAsync("/regions?budgetYear=2026&source=transformation")).Plain();

        page.ShouldContain("aria-label=\"Bretagne : 0,00 €, sans classe\"");
        page.ShouldContain("aria-label=\"Mayotte : 45 000,00 €, classe 1\"");
    }

    [Fact]
    public async Task what_was_paid_by_inhabitant_is_of_all_inhabitants_of_the_region()
    {
        var share = Money.Euros(Math.Round(30_000m / ReferenceData.Current.InhabitantsOf("53"), 2, MidpointRounding.AwayFromZero));
        IReadOnlyList<PastEvent> paid = [.. History, Past(1, 3, new ServiceCertified(Breton, "c1", 1, Money.Euros(30_000)) { EffectiveDate = new(2026, 3, 10) }), Past(1, 4, new PaymentMade(Breton, 1, Money.Euros(30_000), "VIR-1") { EffectiveDate = new(2026, 3, 20) })];
        await using var after = await PagesServer.StartAsync(paid, Histories.Until);

        (await after.ReadAsync("/regions?budgetYear=2026&figure=paid-per-inhabitant")).Plain().ShouldContain($"aria-label=\"Bretagne : {French.Of(share)}, classe 1\"".Plain());
    }

    [Fact]
    public async Task a_figure_or_source_that_is_none_is_told_in_French()
    {
        (await server.ReadAsync("/regions?figure=bonheur", HttpStatusCode.BadRequest)).ShouldContain("« bonheur » n’est pas une somme que la carte montre");
        (await server.ReadAsync("/regions?source=poche", HttpStatusCode.BadRequest)).ShouldContain("« poche » n’est pas une source de financement");
    }

    [Fact]
    public void amounts_are_sorted_into_five_classes_at_most_of_as_many_each()
    {
        var classes = new MapClasses([.. Enumerable.Range(0, 11).Select(tens => Money.Euros(tens * 10))]);

        classes.Bounds.ShouldBe([new(1, Money.Euros(10), Money.Euros(20), 2), new(2, Money.Euros(30), Money.Euros(40), 2), new(3, Money.Euros(50), Money.Euros(60), 2), new(4, Money.Euros(70), Money.Euros(80), 2), new(5, Money.Euros(90), Money.Euros(100), 2)]);
        classes.Without.ShouldBe(1);
        classes.Of(Money.Zero).ShouldBe(0);
    }

    [Fact]
    public void equal_amounts_are_of_one_class()
        => new MapClasses([Money.Euros(5), Money.Euros(5), Money.Euros(5), Money.Euros(7)]).Bounds.ShouldBe([new(1, Money.Euros(5), Money.Euros(5), 3), new(2, Money.Euros(7), Money.Euros(7), 1)]);

    [Fact]
    public async Task the_menu_marks_the_page_and_its_group()
    {
        var page = await server.ReadAsync("/cpts");

        page.Occurrences("aria-current=\"page\"").ShouldBe(1);
        page.ShouldContain("<a href=\"/cpts\" aria-current=\"page\">CPTS</a>");
        page.ShouldContain("<summary class=\"within\">Suivi</summary>");
    }

    private static PastEvent[] Granted(int cpts, string region, string department, CommitmentRef grant, decimal euros) =>
    [
        Past(cpts, 1, new CptsRegistered($"CPTS {cpts}", region, new Territory(department, [], 8_000), "rural", new Identifiers(null, null), null, Synthetic: true) { EffectiveDate = new(2026, 1, 5) }),
        Past(cpts, 2, new FirGrantAwarded(grant, Money.Euros(euros), "Écriture du projet", new("C-1", new(2026, 2, 20)), [new(1, InstalmentKind.Whole, new(2026, 3, 15), Money.Euros(euros))]) { EffectiveDate = new(2026, 3, 1) }),
    ];

    private static PastCptsEvent Past(int cpts, int month, CptsEvent happened)
        => new(new Guid(cpts, 0, 0, new byte[8]), new Guid(cpts, (short)month, 0, new byte[8]), PersonId.System, new DateTimeOffset(2026, month, 25, 9, 0, 0, TimeSpan.Zero), happened);

    [GeneratedRegex("<a href=\"/cpts\\?region=(?<code>[0-9]{2})\" aria-label=\"[^\"]+\">\\s*<title>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Regions();
}
