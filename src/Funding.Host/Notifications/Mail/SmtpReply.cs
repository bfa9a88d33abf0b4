using System.Text.RegularExpressions;

namespace Funding.Host.Notifications.Mail;

/// <summary>What the server answered to a command.</summary>
/// <param name="Code">Its three digits.</param>
/// <param name="Lines">The text of its lines; may hold addresses, so it is never kept.</param>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>The code, with the enhanced one (RFC 3463) where the server gives it.</summary>
    public string Codes => Enhanced().Match(Lines[0]) is { Success: true } enhanced ? FormattableString.Invariant($"{Code} {enhanced.Value}") : FormattableString.Invariant($"{Code}");

    /// <summary>Whether it names an extension, perhaps with a word among what follows it.</summary>
    public bool Offers(string extension, string? word = null) => Lines.Any(line =>
        line.Split(' ', '=') is [var name, .. var words] && name.Equals(extension, StringComparison.OrdinalIgnoreCase) && (word is null || words.Contains(word, StringComparer.OrdinalIgnoreCase)));

    [GeneratedRegex(@"\A[245]\.[0-9]{1,3}\.[0-9]{1,3}(?= |\z)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Enhanced();
}

/// <summary>Where a conversation with a mail server ended, and why: for who began it, never beyond the channel.</summary>
/// <param name="reason">In French; no address and no text of the server.</param>
/// <param name="isOfMessage">Whether it is about this message, so that others may pass.</param>
/// <param name="code">The server's code, or null.</param>
internal sealed class SmtpFailureException(string reason, bool isOfMessage = false, int? code = null) : Exception(reason)
{
    /// <summary>Whether it is about this message, so that others may pass.</summary>
    public bool IsOfMessage => isOfMessage;

    /// <summary>The server's code, or null.</summary>
    public int? Code => code;
}
