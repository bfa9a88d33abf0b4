using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Funding.Drills.Servers;

/// <summary>What a receiver was sent.</summary>
/// <param name="Message">Stable id of the message.</param>
/// <param name="About">Id of the event or notice.</param>
/// <param name="IsSigned">Whether its signature is that of the secret.</param>
/// <param name="At">When it came.</param>
internal sealed record Received(Guid Message, Guid About, bool IsSigned, DateTimeOffset At)
{
    public Arrival Arrival => new(Message, At);
}

/// <summary>A receiver of webhooks.</summary>
internal sealed class Receiver : Peer
{
    private readonly ConcurrentQueue<Received> received = new();

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/hook");

    /// <summary>What it took, in the order of coming.</summary>
    public IReadOnlyList<Received> Messages => [.. received];

    /// <summary>The secret of the subscription, <c>whsec_</c> and base64.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The status with which it answers a message, whatever its manners, without keeping it; null to take it.</summary>
    public Func<Received, string?> Objection { get; set; } = _ => null;

    protected override async Task ServeAsync(NetworkStream stream)
    {
        await using var buffered = new BufferedStream(stream);
        while (await Request.ReadAsync(buffered, Over) is { } request && await AnswerAsync(stream, request)) { }
    }

    /// <summary>Whether the connection goes on.</summary>
    private async Task<bool> AnswerAsync(NetworkStream stream, Request request)
    {
        var message = Read(request);
        switch (Manner)
        {
            case Manner.Hangs:
                await Task.Delay(Timeout.Infinite, Over);
                return false;
            case Manner.Refuses:
                return false;
            case Manner.Vanishes:
                received.Enqueue(message); // heard, though nobody will know
                return false;
            case Manner.AnswersBroken:
                await SayAsync(stream, "500 Internal Server Error");
                return true;
        }

        if (Objection(message) is { } objection)
        {
            await SayAsync(stream, objection);
            return true;
        }

        received.Enqueue(message);
        await SayAsync(stream, "204 No Content");
        return true;
    }

    private async Task SayAsync(NetworkStream stream, string status) => await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n"), Over);

    private Received Read(Request request)
    {
        using var body = JsonDocument.Parse(request.Body);
        var (root, id) = (body.RootElement, request.Header("webhook-id"));
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{request.Header("webhook-timestamp")}."), .. request.Body];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), signed));
        return new Received(Guid.Parse(id), root.GetProperty("id").GetGuid(), request.Header("webhook-signature").Split(' ').Contains(expected), DateTimeOffset.UtcNow);
    }

    /// <summary>A request, read whole.</summary>
    private sealed record Request(string Head, byte[] Body)
    {
        public static async Task<Request?> ReadAsync(Stream stream, CancellationToken cancellation)
        {
            var (head, one) = (new List<byte>(), new byte[1]);
            while (!CollectionsMarshal.AsSpan(head).EndsWith("\r\n\r\n"u8))
            {
                if (await stream.ReadAsync(one, cancellation) == 0) return null;
                head.Add(one[0]);
            }

            var request = new Request(Encoding.ASCII.GetString([.. head]), []);
            var body = new byte[int.Parse(request.Header("content-length"), CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, cancellation);
            return request with { Body = body };
        }

        public string Header(string name) => Head.Split("\r\n").First(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();
    }
}
