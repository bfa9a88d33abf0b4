using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Api;
using Funding.Host.Exporting;
using Funding.Host.Hosting;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Settings;
using Funding.Host.Tests.Web.SignIn;
using Funding.Host.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Funding.Host.Tests.Store;

/// <summary>The reads of the API and the pages over a store test's engine, whose log may be any: a host would first publish its tariffs.</summary>
internal sealed class ServedEngine : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly WebApplication app;
    private HttpClient client = null!;

    private ServedEngine(TestEngine engine)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var settings = new FundingSettings { Data = folder.Path };
        var services = builder.Services.AddFundingApi(settings).AddSingleton<IReferenceData>(ReferenceData.Current);
        services.AddSingleton(engine.Get<IDossiers>()).AddSingleton(engine.Get<IRegions>()).AddSingleton(engine.Get<IAudit>()).AddSingleton(engine.Get<IReplays>()).AddSingleton(engine.Get<IDifferences>())
            .AddSingleton(engine.Get<IProvenance>()).AddSingleton(engine.Get<IOutlooks>()).AddSingleton(engine.Get<ITariffs>()).AddSingleton(engine.Get<IPeople>()).AddSingleton<DomainClock>(engine.Clock)
            .AddSingleton<LegalToday>().AddSingleton(engine.Get<ISubjects>()).AddSingleton(engine.Get<IEvaluations>()).AddSingleton(engine.Get<IFoldedDossiers>()).AddSingleton(engine.Get<IProofs>()).AddSingleton(engine.Get<IRecordBeginning>())
            .AddSingleton(engine.Source).AddFundingProof(settings).AddFundingExports(settings).AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>().AddFundingPages();
        app = builder.Build();
        app.MapFundingApi();
        app.MapFundingPages();
    }

    public static async Task<ServedEngine> StartAsync(TestEngine engine)
    {
        var served = new ServedEngine(engine);
        await served.app.StartAsync();
        served.client = Browser.Of(served.app.Services, served.app.Urls.Single(), Browser.Auditor);
        var token = served.app.Services.GetRequiredService<LocalIssuer>().Issue(new TokenRequest("auditor", "cour.comptes") { Region = "*" });
        served.client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return served;
    }

    /// <summary>What an auditor reads; anything but 200 fails.</summary>
    public async Task<JsonElement> GetAsync(string address)
        => await TryAsync(address) is (200, var answer) ? answer : throw new InvalidOperationException($"{address}: {(await TryAsync(address)).Answer}");

    /// <summary>What an auditor is answered, with its status.</summary>
    public async Task<(int Status, JsonElement Answer)> TryAsync(string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>A page, with its entities decoded; anything but 200 fails.</summary>
    public async Task<string> PageAsync(string address)
    {
        using var answer = await AskAsync(address);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{address}: {(int)answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Whatever is answered at an address, perhaps under another name of this machine.</summary>
    public async Task<HttpResponseMessage> AskAsync(string address, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Host = host;
        return await client.SendAsync(request);
    }

    /// <summary>All items of a list, page by page.</summary>
    public async Task<List<JsonElement>> ItemsAsync(string address)
    {
        var items = new List<JsonElement>();
        for (string? after = null; ;)
        {
            var page = await GetAsync($"{address}&page[size]=500{(after is null ? "" : $"&page[after]={after}")}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            if (!page.TryGetProperty("next", out var next)) return items;
            after = Uri.EscapeDataString(next.GetString()!);
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        folder.Dispose();
    }
}
