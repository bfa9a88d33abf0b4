using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Funding.Engine;
using Funding.Host.Hosting;
using Funding.Host.Security;
using Funding.Host.Settings;
using Funding.Host.Tests.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Acceptance;

/// <summary>The whole host, as it is served, on a database of its own: HTTP, engine, workers, pages.</summary>
public sealed class LiveHost : IAsyncDisposable
{
    private readonly string data;
    private readonly TestDatabase database;
    private readonly RuntimeDatabase runtime;
    private readonly WebApplication app;
    private readonly Func<FundingSettings, FundingSettings> adjust;
    private readonly bool isFirst;

    private LiveHost(string data, TestDatabase database, RuntimeDatabase runtime, WebApplication app, Func<FundingSettings, FundingSettings> adjust, bool isFirst)
    {
        (this.data, this.database, this.runtime, this.app, this.adjust, this.isFirst) = (data, database, runtime, app, adjust, isFirst);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = Browser.Of(app.Services, address, Browser.Auditor);
        Client.Timeout = TimeSpan.FromSeconds(60);
        Issuer = app.Services.GetRequiredService<LocalIssuer>();
    }

    /// <summary>Signed in to the pages as a national auditor; the API sees tokens alone.</summary>
    public HttpClient Client { get; }

    public LocalIssuer Issuer { get; }

    public IServiceProvider Services => app.Services;

    public TestDatabase Database => database;

    public static async Task<LiveHost> StartAsync(PostgresFixture postgres, string? clock = "2024-02-01T08:00:00Z", NotificationSettings? notifications = null, ScdlSettings? scdl = null)
    {
        var data = Directory.CreateTempSubdirectory("funding-live-").FullName;
        var database = await postgres.CreateDatabaseAsync();
        await Store.TestEngine.MigrateAsync(database);
        return await StartAsync(data, database, clock, settings => settings with { Notifications = notifications ?? new(), Scdl = scdl ?? new() }, isFirst: true);
    }

    /// <summary>Another host on the same database and data folder; to be disposed of before the first.</summary>
    public Task<LiveHost> JoinAsync(string? clock) => StartAsync(data, database, clock, adjust, isFirst: false);

    /// <summary>Ends its work; what it stood on stays until it is disposed of.</summary>
    public Task StopAsync() => app.StopAsync();

    private static async Task<LiveHost> StartAsync(string data, TestDatabase database, string? clock, Func<FundingSettings, FundingSettings> adjust, bool isFirst)
    {
        var (builder, settings) = FundingHost.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("Serilog:MinimumLevel:Default", "Warning")]);
        var runtime = RuntimeDatabase.Open(database.RuntimeConnectionString);
        var start = clock is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(clock, CultureInfo.InvariantCulture);
        var app = await FundingHost.BuildAsync(builder, adjust(settings) with { Data = data, Urls = "http://127.0.0.1:0", Engine = Engines.Current.Name }, runtime, new ServeOptions(start), CancellationToken.None);
        await app.StartAsync();
        return new LiveHost(data, database, runtime, app, adjust, isFirst);
    }

    /// <summary>Somebody else's browser, who is signed in to the pages.</summary>
    internal HttpClient Browse(CallerClaims who) => Browser.Of(app.Services, Client.BaseAddress!.ToString(), who);

    /// <summary>A page as somebody else reads it.</summary>
    internal async Task<LiveAnswer> PageAsync(CallerClaims who, string path)
    {
        using var browser = Browse(who);
        using var response = await browser.GetAsync(new Uri(path, UriKind.Relative));
        return new LiveAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A token of a role; the region is 84 unless said.</summary>
    public string Token(string role, string user = "a.martin", string? region = "84", Guid? cpts = null, params string[] departments)
        => Issuer.Issue(new TokenRequest(role, user) { Region = region, Cpts = cpts, Departments = departments });

    public async Task<LiveAnswer> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? token = null, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await Client.SendAsync(request);
            return new LiveAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (TaskCanceledException late) when (late.InnerException is TimeoutException)
        {
            throw new TimeoutException($"{method} {path} was not answered. Queued in this process: {ThreadPool.PendingWorkItemCount}, on {ThreadPool.ThreadCount} threads. Sessions at work: {await SessionsAsync()}", late);
        }
    }

    /// <summary>What the database is doing, and who waits for whom: whether a request hangs or the machine is slow.</summary>
    private Task<string> SessionsAsync() => Sql.AskAsync<string>(database.SuperuserConnectionString,
        "select coalesce(string_agg(concat_ws(' ', pid, state, wait_event, clock_timestamp() - query_start, pg_blocking_pids(pid)::text, left(query, 200)), '; '), 'none') "
        + "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'");

    public Task<LiveAnswer> PostAsync(string path, string json, string? token, params IEnumerable<(string Name, string Value)> headers)
        => SendAsync(HttpMethod.Post, "/api/v1" + path, new StringContent(json, Encoding.UTF8, "application/json"), token, headers);

    public Task<LiveAnswer> GetAsync(string path, string? token) => SendAsync(HttpMethod.Get, "/api/v1" + path, null, token);

    /// <summary>How many events are stored.</summary>
    public Task<long> EventsAsync() => ScalarAsync<long>("select count(*) from funding.mt_events");

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = runtime.Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await runtime.DisposeAsync();
        if (!isFirst) return;
        await database.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }
}

/// <summary>An answer, read whole.</summary>
public sealed record LiveAnswer(int Status, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>Status and problem type, such as <c>409 wrong-phase</c>.</summary>
    public string Problem => $"{Status} {Json.GetProperty("type").GetString()!["/problems/".Length..]}";

    /// <summary>The places of a 422 or a 400.</summary>
    public string[] Pointers => [.. Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()!)];
}
