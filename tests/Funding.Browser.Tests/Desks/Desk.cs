using System.Collections.Concurrent;
using Funding.Browser.Tests.Sites;

namespace Funding.Browser.Tests.Desks;

/// <summary>Somebody before the site. What they touch they find as people do: by its label, or by its role and name.</summary>
public sealed class Desk : IAsyncDisposable
{
    private readonly IPage page;
    private readonly Uri site;
    private readonly Screen screen;
    private readonly ConcurrentDictionary<string, bool> known;
    private readonly Traffic traffic;
    private readonly Inspection inspection;

    internal Desk(IPage page, Uri site, Screen screen, ConcurrentDictionary<string, bool> known)
    {
        (this.page, this.site, this.screen, this.known) = (page, site, screen, known);
        traffic = new Traffic(page, site);
        inspection = new Inspection(page, new Axe(page, screen.Script), traffic);
    }

    /// <summary>What stands on the screen.</summary>
    public IPage Page => page;

    /// <summary>What one sits before.</summary>
    public Screen Screen => screen;

    /// <summary>Opens an address of the site and tells all that is wrong with the page; nothing when it is as it should be.</summary>
    public Task<IReadOnlyList<string>> InspectAsync(string path, int expected = 200) => inspection.OfAsync(new Uri(site, path), expected);

    /// <summary>Tells all that is wrong with the page that stands. Axe looks at the first page of each kind that anybody meets on a screen like this one.</summary>
    public Task<IReadOnlyList<string>> LookAsync() => inspection.OfStandingAsync(known);

    public Task GoAsync(string path) => page.GotoAsync(path);

    /// <summary>Signs in as somebody of the demonstration, by the name on the button of the sign-in page.</summary>
    public async Task SignInAsync(string who)
    {
        await GoAsync("/connexion");
        if (People.RegionOf(who) is { } region)
        {
            await ChooseAsync("Région", region);
            await PressAsync("Changer de région");
        }

        await PressAsync(who);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Se déconnecter" })).ToBeVisibleAsync();
    }

    /// <summary>Signs in as the association of a CPTS.</summary>
    public async Task SignInAsync(string cpts, string region)
    {
        await GoAsync("/connexion");
        await ChooseAsync("Région", region);
        await PressAsync("Changer de région");
        await ChooseAsync($"CPTS de la région {region}", cpts);
        await PressAsync("Être l’association de cette CPTS");
    }

    /// <summary>The field of that label.</summary>
    public ILocator Field(string label) => page.GetByLabel(label, new() { Exact = true });

    /// <summary>Fills the field of that label.</summary>
    public Task FillAsync(string label, string value) => Field(label).FillAsync(value);

    /// <summary>Chooses in the list of that label.</summary>
    public Task ChooseAsync(string label, string option) => Field(label).SelectOptionAsync(new SelectOptionValue { Label = option });

    /// <summary>Presses the button of that name; back when the next page is there.</summary>
    public Task PressAsync(string button) => LeaveAsync(page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

    /// <summary>Follows the link of that name; back when the next page is there.</summary>
    public Task FollowAsync(string link) => LeaveAsync(page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First);

    /// <summary>Follows a link that opens a tab of its own; somebody sits before both.</summary>
    public async Task<Desk> FollowToTabAsync(string link)
        => new(await page.Context.RunAndWaitForPageAsync(() => page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync()), site, screen, known);

    /// <summary>Leaves the page by what is clicked; back when the next one is whole.</summary>
    public async Task LeaveAsync(ILocator by)
    {
        var whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage loaded) => whole.TrySetResult();
        page.Load += Loaded;
        try
        {
            await by.ClickAsync();
            await whole.Task.WaitAsync(Demonstration.Patience);
        }
        finally
        {
            page.Load -= Loaded;
        }
    }

    /// <summary>Leaves the place, and takes the session along.</summary>
    public async ValueTask DisposeAsync()
    {
        traffic.Dispose();
        await page.Context.DisposeAsync();
    }
}
