namespace Funding.Engine.Sealing;

/// <summary>The keys with which events are being read or written on this thread; reading outside a ring leaves sealed texts sealed.</summary>
internal sealed class KeyRing : IDisposable
{
    /// <summary>Asked only where no ring is in use: finding it costs more than looking at a field of the thread.</summary>
    private static readonly AsyncLocal<IReadOnlyDictionary<Guid, byte[]>?> Carried = new();

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

    /// <summary>Uses these keys for a reading that awaits, wherever it goes on.</summary>
    public static async Task<T> CarryAsync<T>(IReadOnlyDictionary<Guid, byte[]> keys, Func<Task<T>> read)
    {
        Carried.Value = keys; // gone again for whoever awaits this
        return await read();
    }

    public static string? Open(string token)
        => SealToken.KeyOf(token) is { } id && (current?.keys ?? Carried.Value)?.GetValueOrDefault(id) is { } key ? SealToken.Open(token, key) : null;

    public static void Note(string token)
    {
        if (SealToken.KeyOf(token) is { } id) current?.Written.Add(id);
    }

    public void Dispose() => current = outer;
}
