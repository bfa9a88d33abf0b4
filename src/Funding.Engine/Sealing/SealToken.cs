using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Funding.Engine.Sealing;

/// <summary>
/// The sealed form of a text: <c>s1.KEYID.BASE64URL(nonce ‖ ciphertext ‖ tag)</c>, AES-256-GCM under a random key of its own, with
/// the key's id as associated data. Without the key nothing can be read; the token and every hash over it stay as they are.
/// </summary>
internal static class SealToken
{
    private const string Prefix = "s1.";
    private const int IdLength = 32;
    private const int BoxAt = 3 + IdLength + 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>How a token begins, as a JSON string in UTF-8.</summary>
    public static ReadOnlySpan<byte> Start => "\"s1."u8;

    public static string Seal(string text, Guid keyId, ReadOnlySpan<byte> key)
    {
        var clear = Encoding.UTF8.GetBytes(text);
        var box = new byte[NonceSize + clear.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), clear, box.AsSpan(NonceSize, clear.Length), box.AsSpan(NonceSize + clear.Length), keyId.ToByteArray());
        return $"{Prefix}{keyId:N}.{Base64Url.EncodeToString(box)}";
    }

    /// <summary>The text, or null when the key is not the one it was sealed under.</summary>
    public static string? Open(string token, ReadOnlySpan<byte> key)
    {
        if (KeyOf(token) is not { } keyId) return null;
        var box = Base64Url.DecodeFromChars(token.AsSpan(BoxAt)).AsSpan();
        var clear = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], clear, keyId.ToByteArray());
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(clear);
    }

    /// <summary>The id of the key, or null when the text is no token.</summary>
    public static Guid? KeyOf(string token)
        => token.Length > BoxAt && token.StartsWith(Prefix, StringComparison.Ordinal) && token.IndexOf('.', Prefix.Length) == BoxAt - 1 && token.LastIndexOf('.') == BoxAt - 1
            && Guid.TryParseExact(token.AsSpan(Prefix.Length, IdLength), "N", out var keyId) ? keyId : null;
}
