using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Funding.Drills.Servers;

/// <summary>A message that was taken.</summary>
/// <param name="Message">Its stable id.</param>
/// <param name="At">When it came.</param>
internal sealed record Arrival(Guid Message, DateTimeOffset At);

/// <summary>A mail server, in clear and without signing in: what a host sends by way of SMTP.</summary>
internal sealed class Postbox : Peer
{
    private const string IdHeader = "Message-ID: <";
    private readonly ConcurrentQueue<Arrival> received = new();

    /// <summary>What it took, in the order of coming.</summary>
    public IReadOnlyList<Arrival> Messages => [.. received];

    /// <summary>What it answers to a message of this id, whatever its manners; null to take it.</summary>
    public Func<Guid, string?> Objection { get; set; } = _ => null;

    protected override async Task ServeAsync(NetworkStream stream)
    {
        if (Manner == Manner.Hangs) await Task.Delay(Timeout.Infinite, Over);
        if (Manner == Manner.AnswersBroken)
        {
            await SayAsync(stream, "421 not now");
            return;
        }

        using var reader = new StreamReader(stream, Encoding.ASCII);
        await SayAsync(stream, "220 drill");
        while (await reader.ReadLineAsync(Over) is { } command)
        {
            if (command == "DATA" && !await TakeAsync(stream, reader)) return;
            if (command != "DATA") await SayAsync(stream, command == "QUIT" ? "221 bye" : "250 well");
        }
    }

    /// <summary>Whether the connection goes on.</summary>
    private async Task<bool> TakeAsync(NetworkStream stream, StreamReader reader)
    {
        await SayAsync(stream, "354 go on");
        var id = Guid.Empty;
        while (await reader.ReadLineAsync(Over) is { } line && line != ".")
            if (line.StartsWith(IdHeader, StringComparison.Ordinal)) id = Guid.Parse(line.AsSpan(IdHeader.Length, 36));
        if (Objection(id) is { } objection)
        {
            await SayAsync(stream, objection);
            return true;
        }

        received.Enqueue(new Arrival(id, DateTimeOffset.UtcNow));
        if (Manner == Manner.Vanishes) return false;
        await SayAsync(stream, "250 taken");
        return true;
    }

    private async Task SayAsync(NetworkStream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), Over);
}
