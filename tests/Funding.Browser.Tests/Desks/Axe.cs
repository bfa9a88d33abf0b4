using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Funding.Browser.Tests.Desks;

/// <summary>What axe finds in a page, whether its scripts run or not.</summary>
/// <param name="page">The page.</param>
/// <param name="script">Whether its own scripts run.</param>
internal sealed class Axe(IPage page, bool script)
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private ICDPSession? session;

    /// <summary>One sentence for each element that a rule is broken by.</summary>
    public async Task<IEnumerable<string>> FindAsync()
    {
        if (!script) await WakeAsync();
#pragma warning disable CS0618 // In the page itself: there are no frames, and the way that replaces it opens a tab of its own for each look, which costs more than the day.
        var found = await page.Locator("html").RunAxeLegacy(Rules).WaitAsync(TimeSpan.FromMinutes(2));
#pragma warning restore CS0618
        if (!script) await LetAsync(disabled: true); // the next page is to be without scripts as this one was
        return found.Violations.SelectMany(it => it.Nodes.Select(node => $"{it.Id}: {it.Help}: {node.Html}"));
    }

    /// <summary>Axe waits for timers, which do not run where scripts do not; those of the page, once passed over, stay so.</summary>
    private async Task WakeAsync()
    {
        foreach (var disabled in (bool[])[true, false]) await LetAsync(disabled); // a session undoes only what it did itself
    }

    private async Task LetAsync(bool disabled)
    {
        session ??= await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Emulation.setScriptExecutionDisabled", new Dictionary<string, object>(StringComparer.Ordinal) { ["value"] = disabled });
    }
}
