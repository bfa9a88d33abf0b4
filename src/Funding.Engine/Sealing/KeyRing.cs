namespace Funding.Engine.Sealing;

/// <summary>The keys with which events are being read or written on this thread; reading outside a ring leaves sealed texts sealed.</summary>
internal sealed class KeyRing : IDisposable
{
    [ThreadStatic]
    private static KeyRing? current;

    private readonly KeyRing? outer;
    private readonly IReadOnlyDictionary<Guid, byte[]> keys;

    private KeyRing(IReadOnlyDictionary<Guid, byte[]> keys)
    {
        this.keys = keys;
        outer = current;
        current = this;
    }

    /// <summary>Tokens written while the ring was in use.</summary>
    public HashSet<Guid> Written { get; } = [];

    /// <summary>Uses these keys until disposed. Nothing may be awaited meanwhile.</summary>
    public static KeyRing Use(IReadOnlyDictionary<Guid, byte[]> keys) => new(keys);

    public static string? Open(string token)
        => SealToken.KeyOf(token) is { } id && current?.keys.GetValueOrDefault(id) is { } key ? SealToken.Open(token, key) : null;

    public static void Note(string token)
    {
        if (SealToken.KeyOf(token) is { } id) current?.Written.Add(id);
    }

    public void Dispose() => current = outer;
}
