using System.Collections.Concurrent;
using Funding.Browser.Tests.Desks;
using Funding.Host.Tests.CommandLine;

namespace Funding.Browser.Tests.Sites;

/// <summary>The demonstration as the program itself serves it, on a database of its own, and a browser to look at it. Cost: one start and one made-up history per run.</summary>
public sealed class Demonstration : IAsyncLifetime, IDisposable
{
    private readonly HostProgram program = new()
    {
        Settings =
        [
            ("ReloadStaticAssetsAtRuntime", "false"), // compressed, as they are deployed: a program that was only built would do so on the fly, and hardly
            ("Funding__Auth__Pages__SignInsPerMinute", "1000"), ("Funding__Auth__Pages__PostsPerMinute", "1000"), // four days at once are more than anybody's
        ],
    };

    /// <summary>For a machine that has much else to do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> sessions = new(StringComparer.Ordinal);
    private Serving? serving;
    private Given? given;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Its address.</summary>
    public Uri Address => serving?.Client.BaseAddress ?? throw new InvalidOperationException("The demonstration has not been started.");

    public async Task InitializeAsync()
    {
        serving = await program.ServeAsync("demo", "--cpts", "60", "--years", "6");
        given = new Given(program.Data, serving.Client);
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = await ChromiumPath.FindAsync() });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        given?.Dispose();
        if (serving is not null) await serving.DisposeAsync();
    }

    public void Dispose() => program.Dispose();

    /// <summary>What was done before a day begins.</summary>
    public Given Given => given ?? throw new InvalidOperationException("The demonstration has not been started.");

    /// <summary>Somebody sits down before a screen, in a browser session of their own.</summary>
    /// <param name="screen">Which.</param>
    /// <param name="who">Their name on the sign-in page, where they signed in before; nobody signed in when null.</param>
    public async Task<Desk> SitDownAsync(Screen screen, string? who = null)
    {
        if (who is not null && !sessions.ContainsKey(who))
        {
            await using var first = await OpenAsync(screen, null);
            await first.SignInAsync(who);
            sessions[who] = await first.Page.Context.StorageStateAsync();
        }

        return await OpenAsync(screen, who is null ? null : sessions[who]);
    }

    private async Task<Desk> OpenAsync(Screen screen, string? session)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(), Locale = "fr-FR", TimezoneId = "Europe/Paris", JavaScriptEnabled = screen.Script, StorageState = session,
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return new Desk(await context.NewPageAsync(), Address, screen, known);
    }
}

/// <summary>Classes of the collection look at one demonstration, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class OnDemonstration : ICollectionFixture<Demonstration>
{
    public const string Name = "demonstration";
}
