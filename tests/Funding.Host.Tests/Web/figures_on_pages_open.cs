using System.Globalization;
using System.Text.RegularExpressions;
using Funding.Benchmarks.Histories;
using Funding.Domain.Views;
using Funding.Engine;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Engine.Sealing;
using Funding.Host.Presentation;
using Funding.Host.Reference;
using Funding.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Web;

/// <summary>
/// Follows every figure of the pages that a made-up history fills, at several moments: the page that it opens tells the same figure, and
/// the entries that the API lists for the same conditions sum up to it. Cost: two minutes.
/// </summary>
[Collection(PostgresTests.Name)]
public sealed partial class figures_on_pages_open(PostgresFixture postgres)
{
    /// <summary>Each page is followed whole; of the entries, those of one figure in so many are added up by hand.</summary>
    private const int Sampled = 7;

    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);
    private int followed;

    [EngineFact]
    public async Task into_what_sums_up_to_them_where_much_was_corrected()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2026-11-01T00:00:00Z");
        await LoadAsync(engine, new LongHistory(16, 5, 1_600));
        await FollowAsync(engine, 2026, "2026-06-30", "2026-03-31");
    }

    [EngineFact]
    public async Task into_what_sums_up_to_them_in_the_demonstration()
    {
        await using var engine = await RebuiltEngine.StartAsync(postgres);
        await FollowAsync(engine, 2023, "2023-12-15", "2023-09-30");
    }

    private async Task FollowAsync(TestEngine engine, int year, string instant, string day)
    {
        await using var served = await ServedEngine.StartAsync(engine);
        var dossiers = await engine.ScalarAsync<Guid[]>("select array_agg(cpts_id) from (select cpts_id from funding.entries group by cpts_id order by count(distinct source) desc, count(distinct kind) desc, count(*) desc limit 2) most");
        foreach (var moment in new[] { "", $"&asOf={instant}", $"&effectiveOn={day}", $"&asOf={instant}&effectiveOn={day}" })
            foreach (var page in (string[])[$"/regions?budgetYear={year}", "/regions?budgetYear=all", "/cpts?q=", "/echeances?within=365", "/prevision?region=", "/evaluation?region=", .. dossiers.Select(id => $"/cpts/{id}?q=")])
                await FollowAsync(served, page + moment);
        followed.ShouldBeGreaterThan(2_000);
    }

    private async Task FollowAsync(ServedEngine served, string page)
    {
        var figures = Figures().Matches(await served.PageAsync(page)).ToList();
        if (!page.StartsWith("/echeances", StringComparison.Ordinal)) figures.ShouldNotBeEmpty(page);
        foreach (var figure in figures)
        {
            var (to, shown, name) = (figure.Groups["to"].Value, figure.Groups["shown"].Value, figure.Groups["name"].Value);
            Plain(name).ShouldStartWith(Plain(shown), Case.Sensitive, "the name that a screen reader tells holds what is seen");
            var where = $"{page} : {name} → {to}";
            (to.StartsWith("/cpts", StringComparison.Ordinal) ? await CountAsync(served, to) : await TotalAsync(served, to)).ShouldBe(shown, where);
            if (followed++ % Sampled == 0 && to.StartsWith("/ecritures", StringComparison.Ordinal)) (await SumAsync(served, to)).ShouldBe(shown, where);
        }
    }

    private async Task<string> TotalAsync(ServedEngine served, string to)
    {
        if (!seen.TryGetValue(to, out var total)) seen[to] = total = Total().Match(await served.PageAsync(to)).Groups["total"].Value;
        return total;
    }

    private static async Task<string> SumAsync(ServedEngine served, string to)
    {
        var figure = Slug.Parse<Figure>(Kind().Match(to).Groups["kind"].Value)!.Value;
        var cents = (await served.ItemsAsync("/api/v1/audit/entries" + to["/ecritures".Length..])).Sum(entry
            => entry.GetProperty("amount").GetDecimal() * (Slug.Parse<EntryKind>(entry.GetProperty("kind").GetString()!) == figure.Kinds()[0] ? 1 : -1));
        return French.Of(Domain.Money.Euros(cents));
    }

    private static async Task<string> CountAsync(ServedEngine served, string to)
    {
        var html = await served.PageAsync(to);
        html.ShouldNotContain("rel=\"next\"", Case.Sensitive, "the history is of fewer CPTS than a page");
        return Dossiers().Count(html).ToString(CultureInfo.InvariantCulture);
    }

    private static string Plain(string text) => text.Replace('\u202F', ' ').Replace('\u00A0', ' ');

    private static async Task LoadAsync(TestEngine engine, LongHistory history)
    {
        await using var scope = engine.Services.CreateAsyncScope();
        var sealer = scope.ServiceProvider.GetRequiredService<Sealer>();
        await scope.ServiceProvider.GetRequiredService<IHistoryLoader>().LoadAsync(history.Events(ReferenceData.Current, sealer), null, CancellationToken.None);
        await engine.SettleAsync(60);
    }

    [GeneratedRegex("<a href=\"(?<to>[^\"]+)\" aria-label=\"(?<name>[^\"]*(, (écritures|actes|sommes)|CPTS) : [^\"]+)\">(?<shown>[^<]+)</a>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figures();

    [GeneratedRegex("<data class=\"total\" value=\"[-0-9.]+\">(?<total>[^<]+)</data>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Total();

    [GeneratedRegex("[?&]kind=(?<kind>[a-z-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();

    [GeneratedRegex("<th scope=\"row\"><a href=\"/cpts/[0-9a-f-]{36}", RegexOptions.None, 1000)]
    private static partial Regex Dossiers();
}
