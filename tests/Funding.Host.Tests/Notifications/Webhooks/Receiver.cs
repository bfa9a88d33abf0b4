using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Funding.Host.Tests.Notifications.Webhooks;

/// <summary>A receiver of webhooks on a free port of loopback, which keeps what it gets and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> received = new();

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>What came, in order of arrival.</summary>
    public IReadOnlyList<Received> All => [.. received];

    /// <summary>How it answers; 204 unless told otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Status(204);

    public string Url { get; private set; } = "";

    public int Port => new Uri(Url).Port;

    public static async Task<Receiver> StartAsync(Action<ListenOptions>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, options => listen?.Invoke(options)));
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        receiver.Url = address + "/hook";
        return receiver;
    }

    /// <summary>An answer of nothing but a status and headers.</summary>
    public static Func<HttpContext, Task> Status(int status, params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        return Task.CompletedTask;
    };

    /// <summary>Waits until so many came.</summary>
    public Task<IReadOnlyList<Received>> UntilAsync(int count) => Store.TestEngine.UntilAsync(() => Task.FromResult(All), all => all.Count >= count, seconds: 60);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.Enqueue(new Received(
            context.Request.Method, context.Request.Path, context.Request.Headers.ToDictionary(it => it.Key.ToLowerInvariant(), it => it.Value.ToString(), StringComparer.Ordinal), body.ToArray()));
        await Answer(context);
    }
}

/// <summary>A request as it came.</summary>
internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Member(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>Whether a receiver that knows this secret takes it for genuine.</summary>
    public bool IsSignedWith(string secret) => StandardWebhooks.Verify(secret, Headers, Body, DateTimeOffset.UtcNow);
}
