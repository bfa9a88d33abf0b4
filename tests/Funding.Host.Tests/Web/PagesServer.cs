using System.Net;
using Funding.Domain.Ports;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Settings;
using Funding.Host.Tests.Api;
using Funding.Host.Tests.House;
using Funding.Host.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Funding.Host.Tests.Web;

/// <summary>The pages on a loopback port, over a history in memory.</summary>
internal sealed class PagesServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private PagesServer(WebApplication app) => this.app = app;

    public HttpClient Client { get; private set; } = null!;

    public static async Task<PagesServer> StartAsync(IReadOnlyList<PastEvent> history, DateTimeOffset now, string urls = "http://127.0.0.1:0", FakeReadings? readings = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.Logging.ClearProviders();
        readings ??= new FakeReadings(history);
        builder.Services.AddSingleton<IDossiers>(readings).AddSingleton<IRegions>(readings).AddSingleton<ITariffs>(readings).AddSingleton<IPeople>(readings).AddSingleton<ISubjects>(readings)
            .AddSingleton<IReplays>(new FakeReplays(history)).AddSingleton<IDifferences>(new FakeDifferences(history))
            .AddSingleton<IEvaluations, FakeEvaluations>().AddSingleton<LegalToday>().AddSingleton<IReferenceData>(ReferenceData.Current).AddSingleton(new FundingSettings())
            .AddSingleton<DomainClock>(new Stopped(now)).AddFundingPages();
        var built = builder.Build();
        built.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Path.Combine(Repository.Root, "src/Funding.Host/wwwroot")) });
        built.MapFundingPages();
        await built.StartAsync();
        var address = built.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new PagesServer(built) { Client = new HttpClient { BaseAddress = new Uri(address) } };
    }

    /// <summary>The page as a reader sees its text: entities decoded.</summary>
    public async Task<string> ReadAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        answer.StatusCode.ShouldBe(expected);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private sealed class Stopped(DateTimeOffset now) : DomainClock
    {
        public override ValueTask<DateTimeOffset> NowAsync(CancellationToken cancellation) => ValueTask.FromResult(now);

        public override DateTimeOffset GetUtcNow() => now;
    }
}
