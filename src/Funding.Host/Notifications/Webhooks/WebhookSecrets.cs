using System.Security.Cryptography;
using System.Text;
using Funding.Engine.Sealing;
using Funding.Host.Hosting;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Webhooks;

/// <summary>
/// The secrets that messages are signed with: <c>whsec_</c> and 32 random bytes in base64 (Standard Webhooks). They must be had in
/// clear to sign, on every host; in the database they rest sealed under a key that the hosts are given, or in clear when they are given none.
/// </summary>
internal sealed class WebhookSecrets
{
    /// <summary>How a secret begins.</summary>
    public const string Prefix = "whsec_";

    private const int Size = 32;
    private readonly byte[]? key;

    /// <summary>Throws, with a message for the operator in French, when the key of the settings is none.</summary>
    public WebhookSecrets(WebhookSettings settings)
    {
        if (settings.SecretsKey is not { Length: > 0 } text) return;
        key = new byte[Size];
        if (!Convert.TryFromBase64String(text, key, out var size) || size != Size)
            throw new CannotRunException("Funding__Notifications__Webhooks__SecretsKey attend 32 octets en base64 (par exemple : openssl rand -base64 32).");
    }

    /// <summary>A new secret.</summary>
    public static string Make() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size));

    /// <summary>A secret as it is stored under an id.</summary>
    public byte[] Rest(Guid id, string secret) => Encoding.UTF8.GetBytes(key is null ? secret : SealToken.Seal(secret, id, key));

    /// <summary>A secret as it was made; null when it was sealed under a key that this host does not have.</summary>
    public string? Open(byte[] stored)
        => Encoding.UTF8.GetString(stored) is var text && text.StartsWith(Prefix, StringComparison.Ordinal) ? text : key is null ? null : SealToken.Open(text, key);
}
