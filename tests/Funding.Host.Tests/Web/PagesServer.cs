using System.Net;
using Funding.Domain.Ports;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Settings;
using Funding.Host.Tests.Api;
using Funding.Host.Tests.Exporting;
using Funding.Host.Tests.House;
using Funding.Host.Tests.Web.Live;
using Funding.Host.Tests.Web.SignIn;
using Funding.Host.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Funding.Host.Tests.Web;

/// <summary>The pages on a loopback port, over a history in memory, read by a national auditor unless said.</summary>
internal sealed class PagesServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private readonly string address;

    private PagesServer(WebApplication app, string address) => (this.app, this.address) = (app, address);

    /// <summary>Of who is signed in.</summary>
    public required HttpClient Client { get; init; }

    public IServiceProvider Services => app.Services;

    public static async Task<PagesServer> StartAsync(IReadOnlyList<PastEvent> history, DateTimeOffset now, string urls = "http://127.0.0.1:0", FakeReadings? readings = null, FundingSettings? settings = null, CallerClaims? visitor = null, Action<IEndpointRouteBuilder>? more = null, IChanges? changes = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.Logging.ClearProviders();
        readings ??= new FakeReadings(history);
        builder.Services.AddSingleton<IDossiers>(readings).AddSingleton<IRegions>(readings).AddSingleton<ITariffs>(readings).AddSingleton<IPeople>(readings).AddSingleton<ISubjects>(readings)
            .AddSingleton<IReplays>(new FakeReplays(history)).AddSingleton<IDifferences>(new FakeDifferences(history))
            .AddSingleton<IOutlooks>(new FakeOutlooks(history)).AddSingleton<IProgressReader, FakeProgress>().AddSingleton<IProofs, SealedHead>().AddSingleton(changes ?? new FakeChanges())
            .AddSingleton<IEvaluations, FakeEvaluations>().AddSingleton<IRecordBeginning, Unbegun>().AddSingleton<LegalToday>().AddSingleton<IActs, FakeActs>().AddSingleton<IPreviews, NoPreviews>().AddSingleton<IReferenceData>(ReferenceData.Current).AddSingleton(settings ?? new FundingSettings())
            .AddSingleton<DomainClock>(new Stopped(now)).AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>().AddFundingPages();
        var built = builder.Build();
        built.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Path.Combine(Repository.Root, "src/Funding.Host/wwwroot")) });
        built.MapFundingPages();
        more?.Invoke(built.MapGroup("").AddEndpointFilter<PageFilter>());
        await built.StartAsync();
        var address = built.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new PagesServer(built, address) { Client = Browser.Of(built.Services, address, visitor ?? Browser.Auditor) };
    }

    /// <summary>Another browser, that shows redirections rather than to follow them; nobody is signed in unless said.</summary>
    public HttpClient Other(CallerClaims? who = null) => Browser.Of(app.Services, address, who, follows: false);

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

    /// <summary>A record without a ledger: no slider over its time.</summary>
    private sealed class Unbegun : IRecordBeginning
    {
        public ValueTask<DateTimeOffset?> FindAsync(CancellationToken cancellation) => ValueTask.FromResult<DateTimeOffset?>(null);
    }
}
