using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Funding.Drills.Load;

/// <summary>Asks for acts as a careful caller does: whose answer is lost is asked for again, unchanged and under the same key, from whichever host answers.</summary>
internal sealed class Sender(IReadOnlyList<Uri> hosts, Journal journal, Pulse pulse) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromMinutes(3);

    private readonly HttpClient[] clients = [.. hosts.Select(host => new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { BaseAddress = host, Timeout = Patience })];

    /// <summary>Asks until somebody tells what came of it. One that is not guarded is asked for once.</summary>
    public async Task PerformAsync(Act act, Random dice, CancellationToken cancellation)
    {
        journal.Add(act);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(GivesUpAfter);
        try
        {
            while (!await TryAsync(act, clients[dice.Next(clients.Length)], limit.Token) && act.IsGuarded) await Task.Delay(dice.Next(50, 250), limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Its fate stays unknown, and the checks say so.
        }
    }

    public void Dispose()
    {
        foreach (var client in clients) client.Dispose();
    }

    /// <summary>Whether the act is settled. What may have been done without a word is marked.</summary>
    private async Task<bool> TryAsync(Act act, HttpClient client, CancellationToken cancellation)
    {
        var asked = Stopwatch.GetTimestamp();
        try
        {
            using var request = Request(act);
            using var response = await client.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            if (response.IsSuccessStatusCode)
            {
                pulse.Acknowledged(asked);
                Settle(act, text);
                return true;
            }

            var slug = SlugOf(text);
            if (response.StatusCode < HttpStatusCode.InternalServerError && slug != "in-progress")
            {
                (act.Refusal, act.Fate) = ($"{(int)response.StatusCode} {slug}", Fate.Refused);
                return true;
            }

            act.WasUnseen |= response.StatusCode >= HttpStatusCode.InternalServerError;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException || (cut is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            act.WasUnseen |= cut is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }; // what was never sent was not done
        }

        return false;
    }

    private static void Settle(Act act, string text)
    {
        using var answer = JsonDocument.Parse(text);
        act.Version = answer.RootElement.GetProperty("version").GetInt64();
        act.Created = answer.RootElement.GetProperty("created") is var created && created.GetArrayLength() > 0 ? created[0].GetProperty("id").GetString() : null;
        act.Fate = Fate.Done;
    }

    private static HttpRequestMessage Request(Act act)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1" + act.Path, UriKind.Relative)) { Content = new StringContent(act.Body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", act.Token);
        request.Headers.Add("X-Correlation-Id", act.Id.ToString());
        if (act.Key is { } key) request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private static string SlugOf(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement.GetProperty("type").GetString()!.Split('/')[^1];
        }
        catch (Exception odd) when (odd is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "unreadable";
        }
    }
}
