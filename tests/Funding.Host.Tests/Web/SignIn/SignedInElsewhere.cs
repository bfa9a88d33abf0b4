using Funding.Benchmarks.Running;
using Funding.Domain.Rights;
using Funding.Host.Embedded;
using Funding.Host.Security;
using Funding.Host.Settings;
using Funding.Host.Tests.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Funding.Host.Tests.Web.SignIn;

/// <summary>The pages of a host where people sign in at a provider, and the provider.</summary>
internal sealed class SignedInElsewhere : IAsyncDisposable
{
    private static readonly object People = new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["jeanne"] = new { given_name = "Jeanne", usual_name = "Le Goff", funding = new[] { "agent-ars", "offline_access" }, siret = "11000100100019" },
        ["paul"] = new { given_name = "Paul", usual_name = "Cour", funding = new[] { "cour-des-comptes", "agent-ars" }, siret = "11000100100019" },
        ["sans-role"] = new { given_name = "Sans", usual_name = "Rôle", funding = new[] { "offline_access" }, siret = "11000100100019" },
        ["sans-region"] = new { given_name = "Sans", usual_name = "Région", funding = new[] { "agent-ars" }, siret = "99999999999999" },
    };

    private SignedInElsewhere(ProviderPeer provider, PagesServer server, string address) => (Provider, Server, Address) = (provider, server, address);

    public ProviderPeer Provider { get; }

    public PagesServer Server { get; }

    public string Address { get; }

    public static async Task<SignedInElsewhere> StartAsync(string tells = "token")
    {
        var address = FormattableString.Invariant($"http://127.0.0.1:{LoopbackPort.Choose()}");
        var provider = await ProviderPeer.StartAsync(new { site = address, people = People, tells });
        var server = await PagesServer.StartAsync([], Histories.Until, address, settings: Settings(provider.Issuer, address, tells != "token"),
            more: pages => pages.MapGet("/moi", (Visitor visitor) => Results.Text($"{visitor.Name} {visitor.Caller.Role} {visitor.Caller.RegionCode}")));
        return new SignedInElsewhere(provider, server, address);
    }

    public static FundingSettings Settings(string authority, string address, bool userInfo = false) => new()
    {
        Urls = address,
        Notifications = new() { PublicUrl = address },
        Auth = new()
        {
            Authority = authority,
            Pages = new() { ClientId = "funding", ClientSecret = "a-secret-of-the-tests", ProviderName = "ProConnect", UserInfo = userInfo },
            Claims = new()
            {
                Role = "funding", Region = "siret", Name = "given_name usual_name",
                Roles = new Dictionary<Role, string[]> { [Role.ArsOfficer] = ["agent-ars"], [Role.Auditor] = ["cour-des-comptes"] },
                Regions = new Dictionary<string, string[]>(StringComparer.Ordinal) { ["53"] = ["11000100100019"] },
            },
        },
    };

    /// <summary>Where the sign-in page leads a browser.</summary>
    public static async Task<Uri> LeaveAsync(HttpClient browser, string back = "/")
    {
        using var left = await PageForms.SendAsync(browser, "/connexion", "/connexion", ("retour", back));
        left.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, await left.Content.ReadAsStringAsync());
        return LedTo(left);
    }

    public static Uri LedTo(HttpResponseMessage answer) => new(answer.Headers.GetValues("Refresh").Single()["0;url=".Length..]);

    /// <summary>Signs in at the provider, and where it then leads: not followed.</summary>
    public async Task<Uri> SignInThereAsync(HttpClient browser, Uri start, string? who)
    {
        for (var (next, hops) = (start, 0); hops < 10; hops++)
        {
            if (next.GetLeftPart(UriPartial.Authority) == Address) return next;
            if (who is not null && next.AbsolutePath.StartsWith("/interaction/", StringComparison.Ordinal)) next = new Uri($"{next}?who={who}");
            using var answer = await browser.GetAsync(next);
            next = new Uri(next, answer.Headers.Location ?? throw new InvalidOperationException(await answer.Content.ReadAsStringAsync()));
        }

        throw new InvalidOperationException("The provider leads nowhere.");
    }

    /// <summary>The whole way.</summary>
    public async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string who, string back = "/")
        => await browser.GetAsync(await SignInThereAsync(browser, await LeaveAsync(browser, back), who));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
