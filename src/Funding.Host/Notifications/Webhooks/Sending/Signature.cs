using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Funding.Host.Notifications.Webhooks.Sending;

/// <summary>The signature of Standard Webhooks: HMAC-SHA256 over id, time and body, once for each secret that is valid.</summary>
internal static class Signature
{
    /// <summary>The value of <c>webhook-signature</c>: <c>v1,BASE64</c> for each secret, separated by spaces.</summary>
    /// <param name="secrets">The secrets, <c>whsec_</c> and base64.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="at">The value of <c>webhook-timestamp</c>, in whole seconds.</param>
    /// <param name="body">The bytes of the body.</param>
    public static string Of(IEnumerable<string> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.")), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed))));
    }

    private static byte[] KeyOf(string secret) => Convert.FromBase64String(secret[WebhookSecrets.Prefix.Length..]);
}
