using System.Globalization;
using System.Text;
using Funding.Host.Notifications.Texts;

namespace Funding.Host.Notifications.Mail;

/// <summary>A notice as mail carries it: plain text with the same in HTML, in lines of ASCII.</summary>
internal static class MailMessage
{
    private const int LineLength = 76;
    private const int BytesInWord = 39; // of a subject: a line with an encoded word is at most 76 characters, the header's name among them (RFC 2047)

    /// <summary>The whole message. Nothing of the text can become a header: it is encoded, or on one line.</summary>
    /// <param name="id">The stable id of the delivery: who gets the message twice knows it by that.</param>
    /// <param name="server">Whom it comes from.</param>
    /// <param name="to">The address, which must be one.</param>
    /// <param name="text">Its words.</param>
    /// <param name="at">When it is sent.</param>
    public static byte[] Write(Guid id, MailServer server, string to, NoticeText text, DateTimeOffset at)
    {
        var (boundary, message) = ($"=_{id:N}", new StringBuilder());
        Line($"From: <{server.From}>");
        Line($"To: <{to}>");
        Line($"Subject: {Subject(text.Title)}");
        Line($"Date: {at.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}");
        Line($"Message-ID: <{id}@{server.Domain}>");
        Line("Auto-Submitted: auto-generated");
        Line("Content-Language: fr");
        Line("MIME-Version: 1.0");
        Line("Content-Type: multipart/alternative;");
        Line($" boundary=\"{boundary}\"");
        Part("text/plain", $"{text.Text.ReplaceLineEndings("\r\n")}\r\n");
        Part("text/html", text.Html);
        Line();
        Line($"--{boundary}--");
        return Encoding.ASCII.GetBytes(message.ToString());

        void Line(string line = "") => message.Append(line).Append("\r\n");

        void Part(string type, string content)
        {
            Line();
            Line($"--{boundary}");
            Line($"Content-Type: {type}; charset=utf-8");
            Line("Content-Transfer-Encoding: base64");
            Line();
            foreach (var line in Convert.ToBase64String(Encoding.UTF8.GetBytes(content)).Chunk(LineLength)) Line(new string(line));
        }
    }

    /// <summary>Encoded words (RFC 2047), none of which cuts a character; line breaks and other controls are spaces.</summary>
    private static string Subject(string title)
    {
        var (words, word) = (new List<string>(), new List<byte>());
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in title.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? new Rune(' ') : rune))
        {
            if (word.Count + rune.Utf8SequenceLength > BytesInWord) End();
            word.AddRange(bytes[..rune.EncodeToUtf8(bytes)]);
        }

        End();
        return string.Join("\r\n ", words);

        void End()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }
}
