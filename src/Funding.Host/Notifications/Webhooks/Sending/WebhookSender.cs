using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Webhooks.Sending;

/// <summary>Posts signed bodies to receivers, once each, and tells what came of it. Follows nothing, keeps no cookie, asks no proxy.</summary>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>The media type of bodies: CloudEvents in structured JSON.</summary>
    public const string MediaType = "application/cloudevents+json";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient client;
    private readonly TimeSpan timeout;
    private readonly TimeProvider time;

    public WebhookSender(GuardedConnections connections, WebhookSettings settings, TimeProvider time)
    {
        this.time = time;
        timeout = TimeSpan.FromSeconds(Math.Clamp(settings.TimeoutSeconds, 1, 60));
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None, ConnectTimeout = ConnectTimeout,
            ConnectCallback = connections.ConnectAsync, PooledConnectionLifetime = TimeSpan.FromMinutes(2), PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 16, MaxResponseDrainSize = Replies.LongestRead, ActivityHeadersPropagator = null,
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends one body. Throws only when it is told to stop.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="id">Stable id of the message: the same each time it is sent to this receiver.</param>
    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="secrets">The secrets that are valid.</param>
    /// <param name="cancellation">Ends it without an outcome.</param>
    public async Task<SendOutcome> SendAsync(Uri url, string id, byte[] body, IReadOnlyList<string> secrets, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            using var request = Request(url, id, body, secrets);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return await Replies.OutcomeAsync(response, showsBody: !WebhookUrl.IsPlain(url), time.GetUtcNow(), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(string.Create(CultureInfo.InvariantCulture, $"Le destinataire n'a pas répondu à temps ({ConnectTimeout.TotalSeconds} s pour se connecter, {timeout.TotalSeconds} s en tout)."));
        }
        catch (HttpRequestException failure)
        {
            return Failed(ReasonOf(failure));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(Uri url, string id, byte[] body, IReadOnlyList<string> secrets)
    {
        var now = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(MediaType, "utf-8") } } };
        request.Headers.TryAddWithoutValidation("User-Agent", "cpts-funding");
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", Signature.Of(secrets, id, now, body));
        return request;
    }

    private static SendOutcome Failed(string reason) => new(SendOutcomeKind.PeerFailed, reason);

    private static string ReasonOf(HttpRequestException failure) => failure switch
    {
        { InnerException: RefusedAddressException } => "Le nom du destinataire mène à une adresse privée, locale ou réservée : rien n'y est envoyé.",
        { HttpRequestError: HttpRequestError.NameResolutionError } or { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => "Le nom du destinataire est inconnu.",
        { HttpRequestError: HttpRequestError.ConnectionError } => "La connexion au destinataire a échoué.",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "La connexion TLS au destinataire a échoué (certificat refusé, par exemple).",
        _ => "Le destinataire a coupé l'échange, ou sa réponse n'est pas du HTTP.",
    };
}
