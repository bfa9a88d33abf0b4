using System.Net;
using System.Text.RegularExpressions;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Web;

/// <summary>What a page of a past moment leads to, and what it says when the views are behind it. Cost: ten seconds.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class pages_at_a_moment(PostgresFixture postgres)
{
    private static readonly string[] Waiting = ["/ecritures", "/enveloppes", "/prevision/sommes", "/exports/entries.csv", "/exports/financing.xlsx"];

    [EngineFact]
    public async Task all_that_they_lead_to_is_of_the_same_moment_to_the_last_digit()
    {
        await using var engine = await RebuiltEngine.StartAsync(postgres);
        await using var served = await ServedEngine.StartAsync(engine);
        var cpts = await engine.ScalarAsync<Guid>("select cpts_id from funding.entries where recorded_at < '2023-06-01' order by position limit 1");
        const string Moment = "asOf=2023-12-15T09%3A30%3A00.123456Z&effectiveOn=2023-12-01";

        var followed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in new[] { "/regions?budgetYear=2023", "/cpts?q=", $"/cpts/{cpts}?q=", "/ecritures?kind=paid", "/prevision?region=", "/prevision/sommes?region=", "/evaluation?region=" })
        {
            var links = OfAMoment().Matches(await served.PageAsync($"{page}&{Moment}"));
            links.ShouldNotBeEmpty(page);
            foreach (var link in links.Select(it => it.Groups["to"].Value))
            {
                link.ShouldContain(Moment, Case.Sensitive, page);
                followed.Add(link.Split('?')[0]);
            }
        }

        new[] { "/ecritures", "/enveloppes", "/prevision/sommes", "/exports/entries.csv", "/exports/financing.xlsx", "/exports/scdl.csv", $"/exports/cpts/{cpts}.pdf" }.ShouldBeSubsetOf(followed);
    }

    [EngineFact]
    public async Task they_are_not_shown_with_less_than_was_known_then()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.BeginAsync();
        await using var served = await ServedEngine.StartAsync(engine);

        var instant = Uri.EscapeDataString(engine.Clock.Now.ToString("o"));
        await Task.WhenAll(Waiting.Select(async path =>
        {
            using var answer = await served.AskAsync($"{path}?asOf={instant}");
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("<h1>Vues en retard</h1>", Case.Sensitive, path);
        }));
    }

    /// <summary>Links to figures, to what they are made of and to files: those of the whole site and of the present stand outside of tables and of exports.</summary>
    [GeneratedRegex("href=\"(?<to>/(ecritures\\?[^\"]*(kind|cpts)=|enveloppes|prevision/sommes\\?|exports/)[^\"]*)\"(?!>Revenir)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfAMoment();
}
