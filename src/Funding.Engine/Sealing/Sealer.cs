using System.Security.Cryptography;
using Funding.Domain;
using Funding.Engine.Acting;

namespace Funding.Engine.Sealing;

/// <summary>Seals texts under fresh keys, and hands over the keys of those that reached an event. One per request.</summary>
internal sealed class Sealer : ISealer
{
    private static readonly Dictionary<Guid, byte[]> None = [];
    private readonly Dictionary<Guid, (string Field, byte[] Key)> fresh = [];

    /// <inheritdoc/>
    public SealedText Seal(string text, string field)
    {
        var id = Guid.CreateVersion7();
        var key = RandomNumberGenerator.GetBytes(32);
        fresh[id] = (field, key);
        return new SealedText(text, SealToken.Seal(text, id, key));
    }

    /// <summary>Runs a serialization and returns what it wrote with the keys of the texts sealed in it.</summary>
    public (T Written, IReadOnlyList<FreshKey> Keys) Collect<T>(Func<T> write)
    {
        using var ring = KeyRing.Use(None);
        var written = write();
        return (written, ring.Written.Where(fresh.ContainsKey).Select(id => new FreshKey(id, fresh[id].Field, fresh[id].Key)).ToList());
    }
}

/// <summary>A key to be stored with the event that it seals a field of.</summary>
internal sealed record FreshKey(Guid Id, string Field, byte[] Key);
