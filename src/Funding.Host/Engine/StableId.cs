using System.Security.Cryptography;
using System.Text;

namespace Funding.Host.Engine;

/// <summary>Ids made of what they stand for: who makes one again, on whatever host, makes the same.</summary>
internal static class StableId
{
    private const int Size = 16;

    /// <summary>The id of these parts in this order: a UUID of version 8 (RFC 9562), the beginning of their SHA-256.</summary>
    public static Guid Of(params IEnumerable<object> parts)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))[..Size];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
