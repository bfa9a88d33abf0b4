using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Funding.Host.Tests.Notifications.Webhooks;

/// <summary>The check of a receiver, written after the specification of Standard Webhooks and from nothing of the sender's.</summary>
internal static class StandardWebhooks
{
    private const int ToleranceSeconds = 300;

    public static bool Verify(string secret, IReadOnlyDictionary<string, string> headers, byte[] body, DateTimeOffset now)
    {
        if (!headers.TryGetValue("webhook-id", out var id) || !headers.TryGetValue("webhook-timestamp", out var stamp) || !headers.TryGetValue("webhook-signature", out var signatures)) return false;
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > ToleranceSeconds) return false;
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret.Split('_', 2)[1]));
        foreach (var part in new[] { Encoding.ASCII.GetBytes(id), "."u8.ToArray(), Encoding.ASCII.GetBytes(stamp), "."u8.ToArray() }) hmac.TransformBlock(part, 0, part.Length, null, 0);
        hmac.TransformFinalBlock(body, 0, body.Length);
        foreach (var signature in signatures.Split(' '))
        {
            var (version, value) = signature.Split(',', 2) is [var first, var second] ? (first, second) : ("", "");
            if (version == "v1" && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(value), Encoding.ASCII.GetBytes(Convert.ToBase64String(hmac.Hash!)))) return true;
        }

        return false;
    }
}
