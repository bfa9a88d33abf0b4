using System.Globalization;
using System.Text;

namespace Funding.Host.Notifications.Mail;

/// <summary>Commands and replies on a stream. A server that says too much is not listened to.</summary>
internal sealed class SmtpLines(Stream stream)
{
    private const int LongestLine = 2_000;
    private const int MostLines = 100;

    private readonly byte[] buffer = new byte[4_096];
    private int start;
    private int end;

    /// <summary>Whether the server said more than was read: before TLS that would be somebody else's words.</summary>
    public bool HasMore => start < end;

    /// <summary>Says a command, and reads what the server answers to it.</summary>
    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"), cancellation);
        return await ReadAsync(cancellation);
    }

    /// <summary>Sends a message, which has no line that begins with a dot, and reads what the server answers to it.</summary>
    public async Task<SmtpReply> SendAsync(byte[] message, CancellationToken cancellation)
    {
        await stream.WriteAsync(message, cancellation);
        return await AskAsync(".", cancellation);
    }

    /// <summary>The next reply.</summary>
    public async Task<SmtpReply> ReadAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await LineAsync(cancellation);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599 || line is [_, _, _, not (' ' or '-'), ..]) break;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line is not [_, _, _, '-', ..]) return new SmtpReply(code, lines);
        }

        throw new SmtpFailureException("Le serveur de messagerie ne parle pas SMTP.");
    }

    private async Task<string> LineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (line.Length < LongestLine)
        {
            if (start == end)
            {
                (start, end) = (0, await stream.ReadAsync(buffer, cancellation));
                if (end == 0) throw new SmtpFailureException("Le serveur de messagerie a coupé la connexion.");
            }

            var letter = (char)buffer[start++];
            if (letter == '\n') return line.ToString().TrimEnd('\r');
            line.Append(letter);
        }

        return "";
    }
}
