using System.Text.RegularExpressions;
using Funding.Browser.Tests.Desks;
using Funding.Browser.Tests.Sites;

namespace Funding.Browser.Tests.Days;

/// <summary>How people work through a day: each page that they meet is looked at, and has no fault.</summary>
internal static partial class Acting
{
    public static async Task OpenAsync(this Desk desk, string path)
    {
        await desk.GoAsync(path);
        await desk.IsSoundAsync();
    }

    /// <summary>Follows a link by its name.</summary>
    public static async Task TakeAsync(this Desk desk, string link)
    {
        await desk.FollowAsync(link);
        await desk.IsSoundAsync();
    }

    public static async Task SendAsync(this Desk desk, string button)
    {
        await desk.PressAsync(button);
        await desk.IsSoundAsync();
    }

    /// <summary>Sits down before what waits today. Somebody who is at something on that page is not given another one when a colleague acts.</summary>
    public static async Task BeginAsync(this Desk desk)
    {
        await desk.GoAsync("/");
        await desk.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.FocusAsync();
        await desk.IsSoundAsync();
    }

    /// <summary>Finds a dossier by its name, from the desk of the region.</summary>
    public static async Task FindAsync(this Desk desk, string cpts)
    {
        await desk.BeginAsync();
        await desk.FillAsync($"Chercher une CPTS, {People.Region}", cpts);
        await desk.SendAsync("Chercher");
        await desk.TakeAsync(cpts);
    }

    /// <summary>Fills in what is given and asks for the page that is read before anything is recorded.</summary>
    public static async Task ReviewAsync(this Desk desk, params IEnumerable<(string Label, string Text)> answers)
    {
        await desk.WriteAsync(answers);
        await desk.SendAsync("Vérifier avant d’enregistrer");
    }

    /// <summary>Writes in the fields, and chooses in the lists, of these labels.</summary>
    public static async Task WriteAsync(this Desk desk, params IEnumerable<(string Label, string Text)> answers)
    {
        foreach (var (label, text) in answers)
        {
            if (await desk.Field(label).EvaluateAsync<string>("field => field.tagName") == "SELECT") await desk.ChooseAsync(label, text);
            else await desk.FillAsync(label, text);
        }
    }

    /// <summary>Confirms what was read, and is told that it is recorded.</summary>
    public static async Task ConfirmAsync(this Desk desk)
    {
        await desk.SendAsync("Confirmer et enregistrer");
        await desk.SaysAsync("C’est enregistré.");
    }

    /// <summary>An act from the link that offers it to the page that says it is recorded.</summary>
    public static async Task ActAsync(this Desk desk, string act, params IEnumerable<(string Label, string Text)> answers)
    {
        await desk.TakeAsync(act);
        await desk.ReviewAsync(answers);
        await desk.ConfirmAsync();
    }

    /// <summary>The page says these, somewhere; spaces of any kind are one.</summary>
    public static async Task SaysAsync(this Desk desk, params IEnumerable<string> texts)
    {
        foreach (var text in texts) await Assertions.Expect(desk.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(text, new() { UseInnerText = true, Timeout = 5000 });
    }

    /// <summary>The page does not offer an act.</summary>
    public static Task DoesNotOfferAsync(this Desk desk, string act) => Assertions.Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = act })).ToHaveCountAsync(0);

    /// <summary>The refusal is told in the summary and beside the field that it is about.</summary>
    public static async Task IsRefusedAsync(this Desk desk, string title, string why, string? beside)
    {
        var summary = desk.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(summary).ToContainTextAsync(title);
        await Assertions.Expect(summary).ToContainTextAsync(why);
        if (beside is not null) (await desk.BesideAsync(beside)).ShouldContain(why);
    }

    /// <summary>The field still holds what was written.</summary>
    public static async Task KeepsAsync(this Desk desk, params IEnumerable<(string Label, string Value)> answers)
    {
        foreach (var (label, value) in answers) (await desk.Field(label).InputValueAsync()).ShouldBe(value, label);
    }

    /// <summary>What is told to who is in a field.</summary>
    private static async Task<string> BesideAsync(this Desk desk, string label)
        => Spaces().Replace(await desk.Field(label).EvaluateAsync<string>("field => (field.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id)?.innerText ?? '').join(' ')"), " ");

    /// <summary>Nothing is wrong with the page that stands.</summary>
    public static async Task IsSoundAsync(this Desk desk) => (await desk.LookAsync()).ShouldBeEmpty(desk.Page.Url);

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
