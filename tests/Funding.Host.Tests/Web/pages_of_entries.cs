using System.Globalization;
using System.Text.RegularExpressions;
using Funding.Domain;
using Funding.Host.Presentation;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Web;

/// <summary>The pages of <c>/ecritures</c>, turned from the first to the last over a made-up history.</summary>
[Collection(PostgresTests.Name)]
public sealed partial class pages_of_entries(PostgresFixture postgres)
{
    [Theory]
    [InlineData("", "true")]
    [InlineData("?kind=committed", "kind = 'Committed'")]
    public async Task hold_each_entry_once_under_one_sum(string asked, string condition)
    {
        await using var engine = await RebuiltEngine.StartAsync(postgres);
        await using var served = await ServedEngine.StartAsync(engine);
        var stored = await engine.ScalarAsync<string[]>($"select array_agg(position || ' ' || cents order by position desc, ordinal desc) from funding.entries where {condition}");
        var sum = await engine.ScalarAsync<decimal>($"select sum(cents) from funding.entries where {condition}");

        var shown = new List<string>();
        var pages = 0;
        for (var page = "/ecritures" + asked; page is not null && pages <= stored.Length; pages++)
        {
            var html = await served.PageAsync(page);
            html.ShouldContain($"<strong>{French.Count(stored.Length, "écriture")}</strong>");
            if (asked.Length > 0) html.ShouldContain($">{French.Of(new Money((long)sum))}</data>");
            shown.AddRange(Rows().Matches(html).Select(it => $"{it.Groups["seq"].Value} {it.Groups["amount"].Value}"));
            page = html.Link("next");
        }

        pages.ShouldBeGreaterThan(5);
        shown.ShouldBe(stored.Select(Row));
    }

    private static string Row(string stored)
        => stored.Split(' ') is [var seq, var cents] ? $"{seq} {French.Moved(new Money(long.Parse(cents, CultureInfo.InvariantCulture)))}" : throw new FormatException(stored);

    [GeneratedRegex("<th scope=\"row\"><a href=\"/evenements/(?<seq>[0-9]+)\".*?<td class=\"num\">(?<amount>[^<]*)</td>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Rows();
}
