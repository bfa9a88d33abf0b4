using System.Net;
using Funding.Domain.Rights;
using Funding.Host.Security;
using Funding.Host.Tests.Demo;
using Funding.Host.Tests.Web.SignIn;

namespace Funding.Host.Tests.Web.Live;

/// <summary>What an open page is told while others act.</summary>
public sealed class pages_that_hear_of_changes : IAsyncLifetime
{
    private static readonly Guid Own = new("0193a6a0-0000-4000-8000-000000000001");
    private static readonly Guid Foreign = new("0193a6a0-0000-4000-8000-000000000002");

    private readonly FakeChanges changes = new();
    private PagesServer server = null!;

    public async Task InitializeAsync() => server = await PagesServer.StartAsync([], Histories.Until, visitor: Officer("53"), changes: changes);

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task a_page_is_told_which_dossier_of_its_scope_changed_and_nothing_else()
    {
        var stream = server.Client.GetStreamAsync(new Uri("/flux", UriKind.Relative));
        await changes.Heard;
        changes.Add(Foreign, "84", "69", 3);
        changes.Add(Own, "53", "29", 7);

        (await FirstAsync(await stream)).ShouldBe($$"""data: {"cpts":"{{Own}}","version":7}""");
    }

    [Fact]
    public async Task departments_narrow_what_is_told()
    {
        using var narrow = server.Other(Officer("53") with { Role = Role.AmOfficer, Departments = ["35"] });
        var stream = narrow.GetStreamAsync(new Uri("/flux", UriKind.Relative));
        await changes.Heard;
        changes.Add(Foreign, "53", "29", 3);
        changes.Add(Own, "53", "35", 1);

        (await FirstAsync(await stream)).ShouldContain(Own.ToString());
    }

    [Fact]
    public async Task who_is_not_signed_in_is_told_nothing()
    {
        using var stranger = server.Other();
        using var answer = await stranger.GetAsync(new Uri("/flux", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task listening_does_not_keep_a_session_from_ending_and_reading_does()
    {
        var asking = server.Client.GetAsync(new Uri("/flux", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await changes.Heard;
        changes.Add(Own, "53", "29", 7);
        using var listening = await asking;
        using var reading = await server.Client.GetAsync(new Uri("/", UriKind.Relative));

        Browser.TicketOf(server.Services, listening).ShouldBeNull();
        Browser.TicketOf(server.Services, reading).ShouldNotBeNull();
    }

    [Fact]
    public async Task desks_and_dossiers_load_what_listens_and_other_pages_do_not()
    {
        (await server.ReadAsync("/")).ShouldContain("<script type=\"module\" src=\"/js/live.js\"></script>");
        (await server.ReadAsync("/regions")).ShouldNotContain("live.js");
    }

    private static CallerClaims Officer(string region) => new("test", "agent", "Agent", Role.ArsOfficer, region, [], null);

    private static async Task<string> FirstAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return (await reader.ReadLineAsync())!;
    }
}
