using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Funding.Host.Notifications.Delivering;

namespace Funding.Host.Notifications.Webhooks.Sending;

/// <summary>What a receiver's answer means.</summary>
internal static partial class Replies
{
    /// <summary>How much of an answer is read at most, in bytes.</summary>
    public const int LongestRead = 4 * 1024;

    private const int LongestShown = 200;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(24);

    /// <summary>The outcome of an answer.</summary>
    /// <param name="response">The answer, its body unread.</param>
    /// <param name="showsBody">Whether the reason may quote the body: not that of a service of this machine, which its administrators may not be meant to read.</param>
    /// <param name="now">The real clock.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<SendOutcome> OutcomeAsync(HttpResponseMessage response, bool showsBody, DateTimeOffset now, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode) return new(SendOutcomeKind.Sent, Status: status);
        var said = showsBody ? await ExcerptAsync(response, cancellation) : "";
        var reason = string.Create(CultureInfo.InvariantCulture, $"Le destinataire a répondu {status}{Meaning(status)}{(said.Length == 0 ? "." : $" : {said}")}");
        return new(KindOf(status), reason, status) { RetryAfter = status is 429 or 503 ? PauseOf(response, now) : null };
    }

    private static SendOutcomeKind KindOf(int status) => status switch
    {
        410 => SendOutcomeKind.Gone,
        408 or 425 or 429 or >= 500 => SendOutcomeKind.PeerFailed,
        _ => SendOutcomeKind.MessageFailed,
    };

    private static string Meaning(int status) => status switch
    {
        410 => " (abonnement clos)",
        429 => " (trop d'envois)",
        >= 300 and < 400 => " (une redirection n'est pas suivie)",
        _ => "",
    };

    private static TimeSpan? PauseOf(HttpResponseMessage response, DateTimeOffset now)
    {
        var asked = response.Headers.RetryAfter;
        var pause = asked?.Delta ?? (asked?.Date - now);
        return pause is not { } it || it <= TimeSpan.Zero ? null : it < LongestPause ? it : LongestPause;
    }

    /// <summary>The beginning of the answer as one line; what looks like a secret or a signature is left out.</summary>
    private static async Task<string> ExcerptAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            var bytes = new byte[LongestRead];
            var length = await stream.ReadAtLeastAsync(bytes, LongestRead, throwOnEndOfStream: false, cancellation);
            var line = Unshown().Replace(Secret().Replace(Encoding.UTF8.GetString(bytes, 0, length), "…"), " ").Trim();
            return line.Length <= LongestShown ? line : line[..LongestShown] + "…";
        }
        catch (Exception unread) when (unread is IOException or HttpRequestException or OperationCanceledException)
        {
            return "";
        }
    }

    [GeneratedRegex(@"(whsec_|v1,)[A-Za-z0-9+/=_-]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Unshown();
}
