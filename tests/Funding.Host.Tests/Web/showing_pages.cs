using Funding.Host.Tests.Demo;

namespace Funding.Host.Tests.Web;

/// <summary>Not a test: serves the pages to somebody's eyes when <c>FUNDING_SHOW_PAGES</c> says for how many seconds.</summary>
public class showing_pages
{
    [Fact]
    public async Task for_a_while()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("FUNDING_SHOW_PAGES"), System.Globalization.CultureInfo.InvariantCulture, out var seconds)) return;
        await using var server = await PagesServer.StartAsync(Histories.Of(738), Histories.Until, "http://127.0.0.1:5099");
        await Task.Delay(TimeSpan.FromSeconds(seconds));
    }
}
