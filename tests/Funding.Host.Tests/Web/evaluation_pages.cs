using System.Net;
using Funding.Host.Tests.Demo;

namespace Funding.Host.Tests.Web;

public sealed class evaluation_pages : IAsyncLifetime
{
    private PagesServer server = null!;

    public async Task InitializeAsync() => server = await PagesServer.StartAsync([], Histories.Until);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task an_evaluation_is_told_in_tables_with_captions()
    {
        var page = await server.ReadAsync("/evaluation");

        foreach (var words in new[]
        {
            "Délais en jours", "Lettre acceptée → projet déposé", "France entière", "Auvergne-Rhône-Alpes", "65\u202F000", "50\u202F%", "0,35\u202F€", "1 (25\u202F%)", "70\u202F%",
            "sous-consommée", "89,9\u202F%", "janvier\u00A02024", "Préprojet",
        }) page.ShouldContain(words);
        Occurrences(page, "<table").ShouldBe(Occurrences(page, "<caption"));
        page.ShouldContain("href=\"/evaluation\" aria-current=\"page\"");
    }

    [Fact]
    public async Task signals_are_told_with_their_definition_and_lead_to_the_dossier()
    {
        var page = await server.ReadAsync("/signaux?budgetYear=2024&asOf=2024-06-01T10:00:00Z");

        page.ShouldContain("Service fait et versement au même moment");
        page.ShouldContain("Aucun signal.");
        page.ShouldContain("Acte du 02/01/2024 enregistré 59\u00A0jours plus tard.");
        page.ShouldContain($"href=\"/cpts/{Api.Dossiers.Id}?asOf=2024-06-01T10:00:00Z\"".Replace(":", "%3A", StringComparison.Ordinal));
        Occurrences(page, "<table").ShouldBe(2);
    }

    [Fact]
    public async Task the_usual_period_does_not_begin_before_the_calendar() => (await server.ReadAsync("/evaluation?effectiveOn=0001-01-01")).ShouldContain("01/01/0001");

    [Theory]
    [InlineData("/evaluation?from=2024-02-30", HttpStatusCode.BadRequest)]
    [InlineData("/evaluation?from=2024-02-02&to=2024-02-01", HttpStatusCode.BadRequest)]
    [InlineData("/signaux?budgetYear=l’an%20dernier", HttpStatusCode.BadRequest)]
    [InlineData("/evaluation?region=99", HttpStatusCode.NotFound)]
    [InlineData("/signaux?region=99", HttpStatusCode.NotFound)]
    public async Task a_question_that_means_nothing_is_refused_in_French(string path, HttpStatusCode expected) => (await server.ReadAsync(path, expected)).ShouldContain("lang=\"fr\"");

    private static int Occurrences(string page, string words) => page.Split(words).Length - 1;
}
