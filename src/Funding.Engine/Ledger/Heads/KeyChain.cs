using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Funding.Engine.Ledger.Heads;

/// <summary>A key that heads were signed with.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Key">The public key, as SubjectPublicKeyInfo.</param>
/// <param name="FromSize">How many events the tree had when it came into use.</param>
/// <param name="MadeAt">Domain time, UTC.</param>
/// <param name="Endorsement">The signature of the key before; null for the first, and where that one was lost.</param>
public sealed record HeadKey(int Number, byte[] Key, long FromSize, DateTimeOffset MadeAt, byte[]? Endorsement);

/// <summary>The keys of heads, each endorsed by the one before.</summary>
internal static class KeyChain
{
    /// <summary>What the former key signs: the number, size and new key, as three lines each ended by a line feed.</summary>
    public static byte[] Endorsed(int number, long fromSize, byte[] key)
        => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}\n{fromSize}\n{Convert.ToBase64String(key)}\n"));

    /// <summary>First 32 hexadecimal digits of the hash of a public key: what people compare, and too many for anybody to find another key with the same.</summary>
    public static string Fingerprint(ReadOnlySpan<byte> key) => Convert.ToHexStringLower(SHA256.HashData(key))[..32];

    /// <summary>Whether a key in base64 is the one that somebody names, in base64 or by its fingerprint.</summary>
    public static bool IsNamed(string key, string name) => key == name || Fingerprint(Convert.FromBase64String(key)).Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a private key is the one that signs now: the last of them, or any while there is none.</summary>
    public static bool IsOwn(ECDsa secret, IReadOnlyList<HeadKey> keys) => keys.Count == 0 || keys[^1].Key.AsSpan().SequenceEqual(secret.ExportSubjectPublicKeyInfo());

    /// <summary>The keys that the one before did not endorse.</summary>
    public static IEnumerable<HeadKey> NotEndorsed(IReadOnlyList<HeadKey> keys) => keys.Where((key, i) => i > 0 && !IsEndorsed(keys[i - 1], key));

    private static bool IsEndorsed(HeadKey former, HeadKey key)
    {
        using var secret = ECDsa.Create();
        secret.ImportSubjectPublicKeyInfo(former.Key, out _);
        return key.Endorsement is { } signature && secret.VerifyData(Endorsed(key.Number, key.FromSize, key.Key), signature, HashAlgorithmName.SHA256);
    }
}
