using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Funding.Domain.Ports;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Api;
using Funding.Host.Exporting;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Settings;
using Funding.Host.Tests.Exporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Funding.Host.Tests.Api;

/// <summary>The API on a free port of loopback, over an engine that stores nothing.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("funding-api-").FullName;
    private WebApplication app = null!;

    /// <summary>Who issues tokens; the local issuer by default.</summary>
    internal AuthSettings Auth { get; init; } = new();

    /// <summary>Where the host logs; nowhere by default.</summary>
    internal ILoggerProvider? Log { get; init; }

    internal FakeActs Acts { get; } = new();
    internal FakeDossiers DossierReads { get; } = new();
    internal FakeRegions Regions { get; } = new();
    internal FakeTariffs Tariffs { get; } = new();
    internal FakeAudit Audit { get; } = new();
    internal FakeSubjects Subjects { get; } = new();
    internal FakeEvaluations Evaluations { get; } = new();
    internal FakeFoldedDossiers FoldedDossiers { get; } = new();
    internal LocalIssuer Issuer { get; private set; } = null!;
    internal HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (Log is not null) builder.Logging.AddProvider(Log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddFundingApi(new FundingSettings { Data = data, Auth = Auth })
            .AddSingleton<IActs>(Acts).AddSingleton<ISealer, FakeSealer>().AddSingleton<IPeople, FakePeople>().AddSingleton<IReferenceData, FakeReference>()
            .AddSingleton<IDossiers>(DossierReads).AddSingleton<IRegions>(Regions).AddSingleton<ITariffs>(Tariffs).AddSingleton<IAudit>(Audit).AddSingleton<ISubjects>(Subjects).AddSingleton<IEvaluations>(Evaluations).AddSingleton<ISimulatedClock, FakeClock>().AddSingleton<DomainClock, StillClock>().AddSingleton<LegalToday>().AddSingleton<IDueDates, NothingDue>()
            .AddSingleton<IFoldedDossiers>(FoldedDossiers).AddSingleton<IProofs, SealedHead>().AddSingleton(ReferenceData.Current).AddFundingExports(new FundingSettings { Data = data });
        app = builder.Build();
        app.MapFundingApi();
        app.MapFallback("{*path:nonfile}", () => "a page");
        await app.StartAsync();
        Issuer = app.Services.GetService<LocalIssuer>()!;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    internal string Token(string role = "ars-officer", string? region = "84", Guid? cpts = null, params string[] departments)
        => Issuer.Issue(new TokenRequest(role, "a.martin") { Region = region, Cpts = cpts, Departments = departments });

    internal Task<Answer> Get(string path, string? token = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, token ?? Token(), headers);

    internal Task<Answer> Post(string path, string body, string? token = null, params (string Name, string Value)[] headers)
        => Send(HttpMethod.Post, path, Json(body), token ?? Token(), headers);

    internal async Task<Answer> Send(HttpMethod method, string path, HttpContent? content, string token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        return new Answer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(), string.Join(", ", response.Content.Headers.Allow), response.Headers.ToDictionary(
            header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    internal static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}

/// <summary>An answer, read whole.</summary>
internal sealed record Answer(int Status, string? MediaType, string Text, string AllowedMethods, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string Slug => Json.GetProperty("type").GetString()!["/problems/".Length..];

    public string[] Pointers => [.. Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()!)];
}
