using System.Collections.Concurrent;
using System.Globalization;

namespace Funding.Browser.Tests.Desks;

/// <summary>All that is wrong with a page, as sentences.</summary>
/// <param name="page">Where it stands.</param>
/// <param name="axe">Looks at what it is made of.</param>
/// <param name="traffic">What it asked for and what was complained of.</param>
internal sealed class Inspection(IPage page, Axe axe, Traffic traffic)
{
    /// <summary>Document, style sheets and scripts, as they came over the wire.</summary>
    private const int MostBytes = 200_000;

    /// <summary>What tells one kind of page from another: an address without what names a dossier or an event in it, the headings and what is asked.</summary>
    private const string Kind = """
        () => [location.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, '*'),
            ...[...document.querySelectorAll('h1, h2, legend, button, .fault, [role=alert], [role=status], details[open] > summary')].map(it => it.tagName + it.className + (/^H1/.test(it.tagName) ? '' : it.textContent.replace(/\d/g, '')))].join('|')
        """;

    /// <summary>Of the page that an address leads to.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Uri address, int expected)
    {
        traffic.Forget();
        var answer = await page.GotoAsync(address.ToString());
        var status = answer?.Status ?? 0;
        return
        [
            .. status == expected ? [] : new[] { string.Create(CultureInfo.InvariantCulture, $"answered {status}") },
            .. new Uri(page.Url).AbsolutePath == address.AbsolutePath ? [] : new[] { $"led to {page.Url}" },
            .. await OfStandingAsync(),
        ];
    }

    /// <summary>Of the page that stands, and of what led to it.</summary>
    /// <param name="known">Kinds of pages that axe has seen: another of the same kind would only take its time. Null to look at every one.</param>
    public async Task<IReadOnlyList<string>> OfStandingAsync(ConcurrentDictionary<string, bool>? known = null)
    {
        string[] found =
        [
            .. traffic.Complaints,
            .. traffic.Strangers.Select(it => $"asks elsewhere: {it}"),
            .. await WidthAsync(),
            .. await WeightAsync(),
            .. known is null || known.TryAdd($"{page.ViewportSize!.Width} {await page.EvaluateAsync<string>(Kind)}", value: true) ? await axe.FindAsync() : [],
        ];
        traffic.Forget();
        return found;
    }

    private async Task<IEnumerable<string>> WidthAsync()
    {
        var (shown, needed) = (await page.EvaluateAsync<int>("document.documentElement.clientWidth"), await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        return needed <= shown ? [] : [string.Create(CultureInfo.InvariantCulture, $"scrolls sideways: {needed} pixels on {shown}")];
    }

    private async Task<IEnumerable<string>> WeightAsync()
    {
        var bytes = await traffic.BytesAsync();
        return bytes <= MostBytes ? [] : [string.Create(CultureInfo.InvariantCulture, $"weighs {bytes} bytes")];
    }
}
