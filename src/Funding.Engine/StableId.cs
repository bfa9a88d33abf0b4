using System.Security.Cryptography;
using System.Text;

namespace Funding.Engine;

/// <summary>
/// Ids made of what they stand for: who makes one again, on whatever host, makes the same. There are two forms, and a use never changes its
/// own: what was told or sent under an id would be told or sent again under another.
/// </summary>
internal static class StableId
{
    private const int Size = 16;

    /// <summary>The id of these parts in this order: a UUID of version 8 (RFC 9562), the beginning of their SHA-256.</summary>
    public static Guid Of(params IEnumerable<object> parts)
    {
        var bytes = Hash(string.Join('\n', parts));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>
    /// The id of what dossiers are reminded of: the beginning of the SHA-256 alone. Deliveries of notices have ids of this form too, made
    /// of the ids of both with a slash between them, in the database (<c>funding.id_of</c>), where they are made.
    /// </summary>
    /// <param name="cptsId">The dossier.</param>
    /// <param name="key">What of it is told.</param>
    public static Guid OfReminder(Guid cptsId, string key) => new(Hash($"reminder/{cptsId}/{key}"), bigEndian: true);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text))[..Size];
}
