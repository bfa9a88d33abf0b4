using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Funding.Drills.Servers;

/// <summary>
/// A loopback proxy between a host and PostgreSQL that cuts connections on which acts are being stored: after the server has committed, and before its
/// answer is passed on; or before the server hears of them at all. Which act, and which way, the dice say.
/// </summary>
internal sealed class AnswerCutter : LoopbackProxy
{
    /// <summary>What every batch that stores acts holds.</summary>
    private const string Storing = "funding.append(";

    private readonly Random dice;
    private int after;
    private int before;

    /// <param name="connectionString">The server behind it.</param>
    /// <param name="dice">Its own; used under a lock.</param>
    public AnswerCutter(string connectionString, Random dice) : base(connectionString) => this.dice = dice;

    /// <summary>Of so many batches one is cut; 0 for none.</summary>
    public int OneOf { get; set; }

    /// <summary>Whether answers to what is stored are held back for ever, their connections staying open: what a host killed now never hears.</summary>
    public bool HoldsAnswers { get; set; }

    /// <summary>Batches whose answer was dropped after the server had committed or refused them.</summary>
    public int CutAfter => after;

    /// <summary>Batches that the server never heard of.</summary>
    public int CutBefore => before;

    /// <inheritdoc/>
    protected override Task CarryAsync(NetworkStream client, NetworkStream server)
    {
        var session = new Session();
        return Task.WhenAny(AskAsync(client, server, session), AnswerAsync(server, client, session));
    }

    /// <summary>From the host to the server, message by message: the names of prepared statements tell what is sent without its text.</summary>
    private async Task AskAsync(NetworkStream host, NetworkStream server, Session session)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var isStoring = false;
        var reader = new Messages(host);
        await server.WriteAsync(await reader.FirstAsync(Stopped), Stopped);
        while (await reader.NextAsync(Stopped) is { } message)
        {
            switch ((char)message[0])
            {
                case 'P' when Texts(message, 5, 2) is [var name, var sql]:
                    if (sql.Contains(Storing, StringComparison.Ordinal)) (isStoring, _) = (true, names.Add(name));
                    break;
                case 'B' when Texts(message, 5, 2) is [_, var statement]:
                    isStoring |= names.Contains(statement);
                    break;
                case 'S' when isStoring:
                    isStoring = false;
                    if (HoldsAnswers) session.HoldsAnswer = true;
                    var cut = Draw();
                    if (cut == Cut.Before) return;
                    if (cut == Cut.After) session.SwallowsAnswer = true;
                    break;
            }

            await server.WriteAsync(message, Stopped);
        }
    }

    /// <summary>From the server to the host, until an answer is to be swallowed: then to the end of that answer, and no further.</summary>
    private async Task AnswerAsync(NetworkStream server, NetworkStream host, Session session)
    {
        var reader = new Messages(server);
        while (await reader.NextAsync(Stopped) is { } message)
        {
            if (session.HoldsAnswer) await Task.Delay(Timeout.Infinite, Stopped);
            if (!session.SwallowsAnswer) await host.WriteAsync(message, Stopped);
            else if (message[0] == 'Z') return;
        }
    }

    private Cut Draw()
    {
        lock (dice)
        {
            if (OneOf == 0 || dice.Next(OneOf) > 0) return Cut.No;
            var cut = dice.Next(4) == 0 ? Cut.Before : Cut.After;
            if (cut == Cut.Before) before++;
            else after++;
            return cut;
        }
    }

    private static string[] Texts(byte[] message, int from, int count)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            var end = Array.IndexOf(message, (byte)0, from);
            texts[i] = Encoding.UTF8.GetString(message, from, end - from);
            from = end + 1;
        }

        return texts;
    }

    private enum Cut
    {
        No,
        Before,
        After,
    }

    private sealed class Session
    {
        public volatile bool SwallowsAnswer;
        public volatile bool HoldsAnswer;
    }

    /// <summary>Messages of PostgreSQL's protocol, whole.</summary>
    private sealed class Messages(NetworkStream stream)
    {
        /// <summary>The first message of a session, which has no type.</summary>
        public async Task<byte[]> FirstAsync(CancellationToken cancellation)
        {
            var head = new byte[4];
            await stream.ReadExactlyAsync(head, cancellation);
            return await RestAsync(head, 0, cancellation);
        }

        /// <summary>The next message, or null at the end.</summary>
        public async Task<byte[]?> NextAsync(CancellationToken cancellation)
        {
            var head = new byte[5];
            if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation) < head.Length) return null;
            return await RestAsync(head, 1, cancellation);
        }

        private async Task<byte[]> RestAsync(byte[] head, int lengthAt, CancellationToken cancellation)
        {
            var message = new byte[lengthAt + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(lengthAt))];
            head.CopyTo(message, 0);
            await stream.ReadExactlyAsync(message.AsMemory(head.Length), cancellation);
            return message;
        }
    }
}
