using Funding.Domain;

namespace Funding.Host.Demo;

/// <summary>Chance that is the same on every machine and every .NET: SplitMix64, seeded by a number and a purpose.</summary>
internal sealed class Dice(int seed, string purpose)
{
    private ulong state = purpose.Aggregate((ulong)seed ^ 0xCBF29CE484222325, (hash, letter) => (hash ^ letter) * 0x100000001B3);

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included; the least when they are crossed.</summary>
    public int Between(int least, int most) => most <= least ? least : least + (int)(Next() % (ulong)(most - least + 1));

    /// <summary>True in so many cases of a hundred.</summary>
    public bool Chance(double percent) => Next() % 10_000 < percent * 100;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Between(0, choices.Count - 1)];

    public Guid Guid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    public PersonId Person() => new(Guid());

    /// <summary>A round sum in euros, a multiple of <paramref name="step"/>.</summary>
    public Money Euros(int least, int most, int step = 500) => Money.Euros(Between(least / step, most / step) * step);

    public void Shuffle<T>(T[] items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Between(0, i);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
