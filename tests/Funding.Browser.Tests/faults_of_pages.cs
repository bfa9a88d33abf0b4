using Funding.Browser.Tests.Sites;

namespace Funding.Browser.Tests;

/// <summary>Browser. What the look at a page finds: each page here has one fault, and is told for it; without, nothing is.</summary>
[Collection(OnDemonstration.Name)]
public sealed class faults_of_pages(Demonstration demonstration)
{
    private const string Path = "/essai";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task of_a_sound_page_nothing_is_told(bool script) => (await ToldAsync("<p>Rien à dire.</p>", script)).ShouldBeEmpty();

    [Theory]
    [InlineData("<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">", "image-alt: ")]
    [InlineData("<p style=\"color: #999\">Pâle.</p>", "color-contrast: ")]
    [InlineData("<h4>Trop bas</h4>", "heading-order: ")]
    [InlineData("<div style=\"width: 3000px\">Trop large.</div>", "scrolls sideways: ")]
    [InlineData("<img alt=\"\" src=\"http://ailleurs.invalid/pixel.gif\">", "asks elsewhere: http://ailleurs.invalid/pixel.gif")]
    [InlineData("<link rel=\"stylesheet\" href=\"/absente.css\">", "console: Failed to load resource: the server responded with a status of 404 (Not Found)")]
    public async Task a_fault_is_told_with_and_without_javascript(string fault, string told)
    {
        (await ToldAsync(fault, script: true)).ShouldContain(it => it.StartsWith(told, StringComparison.Ordinal));
        (await ToldAsync(fault, script: false)).ShouldContain(it => it.StartsWith(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<script>console.error('oh')</script>", "console: oh")]
    [InlineData("<script>throw new Error('oh')</script>", "script: Error: oh")]
    public async Task what_scripts_complain_of_is_told(string fault, string told)
        => (await ToldAsync(fault, script: true)).ShouldContain(it => it.StartsWith(told, StringComparison.Ordinal));

    [Fact]
    public async Task a_heavy_page_is_told() => (await ToldAsync($"<p hidden>{new string('é', 101_000)}</p>", script: true)).ShouldHaveSingleItem().ShouldStartWith("weighs 202");

    [Fact]
    public async Task another_answer_than_expected_is_told() => (await ToldAsync("<p>Panne.</p>", script: true, status: 500)).ShouldBe(["answered 500"]);

    [Fact]
    public async Task another_page_than_the_one_asked_for_is_told()
    {
        await using var desk = await demonstration.SitDownAsync(new Screen(Screen.Wide, Script: true));
        (await desk.InspectAsync("/cpts")).ShouldHaveSingleItem().ShouldStartWith($"led to {demonstration.Address}connexion");
    }

    private async Task<IReadOnlyList<string>> ToldAsync(string fault, bool script, int status = 200)
    {
        await using var desk = await demonstration.SitDownAsync(new Screen(Screen.Wide, script));
        await desk.Page.RouteAsync("**" + Path, route => route.FulfillAsync(new()
        {
            Status = status, ContentType = "text/html; charset=utf-8",
            Body = $"<!DOCTYPE html><html lang=\"fr\"><head><title>Essai</title></head><body><main><h1>Essai</h1>{fault}</main></body></html>",
        }));
        return await desk.InspectAsync(Path);
    }
}
