using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Funding.Engine.Ledger.Trees;

namespace Funding.Engine.Ledger.Heads;

/// <summary>What somebody signed of the ledger: at that instant its tree had so many leaves and that root.</summary>
/// <param name="Size">How many events.</param>
/// <param name="RootHash">The root of their tree (RFC 9162).</param>
/// <param name="SignedAt">Domain time, UTC.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256, IEEE P1363 form, of <see cref="SignedText"/>.</param>
/// <param name="Key">The public key, as SubjectPublicKeyInfo.</param>
public sealed record TreeHead(long Size, TreeHash RootHash, DateTimeOffset SignedAt, ReadOnlyMemory<byte> Signature, ReadOnlyMemory<byte> Key)
{
    /// <summary>The key in base64: how it is told and compared.</summary>
    public string KeyText => Convert.ToBase64String(Key.Span);

    /// <summary>The bytes that are signed: size, root in lower-case hex and instant as three lines, each ended by a line feed.</summary>
    public static byte[] SignedText(long size, TreeHash rootHash, DateTimeOffset signedAt)
        => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{size}\n{rootHash}\n{LedgerInstant.Text(signedAt)}\n"));

    /// <summary>Whether the signature is that of <see cref="Key"/>. Whether the key is to be trusted is another question.</summary>
    public bool IsSigned()
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Key.Span, out _);
            return key.KeySize == 256 && key.VerifyData(SignedText(Size, RootHash, SignedAt), Signature.Span, HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
