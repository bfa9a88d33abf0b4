using System.Globalization;
using System.Text.RegularExpressions;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Web;

/// <summary>The pages of the dossier with the most acts: none of them grows with its past beyond what a reader waits for.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class dossiers_with_a_long_past(PostgresFixture postgres)
{
    [Fact]
    public async Task show_their_last_acts_and_all_of_them_on_a_page_that_holds_nothing_else()
    {
        await using var engine = await RebuiltEngine.StartAsync(postgres);
        await using var served = await ServedEngine.StartAsync(engine);
        var (cpts, acts) = (await engine.ScalarAsync<Guid>($"select cpts_id {Longest}"), await engine.ScalarAsync<long>($"select count(distinct position) {Longest}"));
        const string Moment = "asOf=2030-06-30T10:00:00.123456Z&effectiveOn=2030-06-30";

        var dossier = await served.PageAsync($"/cpts/{cpts}?{Moment}");
        Acts(dossier).ShouldBeLessThan((int)acts, "the history has a dossier of more acts than are shown at once");
        var whole = await served.PageAsync(Whole().Match(dossier).Groups["to"].Value);
        Acts(whole).ShouldBe(Acts(dossier) + int.Parse(Older().Match(dossier).Groups["count"].Value, CultureInfo.InvariantCulture));
        whole.ShouldNotContain("id=\"engagements\"");
        whole.ShouldContain($"<a href=\"/cpts/{cpts}?{Moment.Replace(":", "%3A", StringComparison.Ordinal)}\">Retour au dossier</a>");
        whole.ShouldNotContain("actes plus anciens");
    }

    [Fact]
    public async Task are_written_with_their_accents_and_signs_as_they_are()
    {
        await using var engine = await RebuiltEngine.StartAsync(postgres);
        await using var served = await ServedEngine.StartAsync(engine);
        using var answer = await served.AskAsync($"/cpts/{await engine.ScalarAsync<Guid>($"select cpts_id {Longest}")}");
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("€");
        foreach (var reference in new[] { "&#x20AC;", "&#xE9;", "&#x2019;" }) html.ShouldNotContain(reference, Case.Sensitive, "a character as a reference takes six to eight bytes");
    }

    private const string Longest = "from funding.entries group by cpts_id order by count(distinct position) desc, cpts_id limit 1";

    private static int Acts(string page) => page.Occurrences("<p class=\"what\">");

    [GeneratedRegex("href=\"(?<to>[^\"]+chronologie=toute[^\"]*)#chronologie\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex("les (?<count>[0-9]+) actes plus anciens", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Older();
}
