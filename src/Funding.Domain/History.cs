using System.Collections.Immutable;

namespace Funding.Domain;

/// <summary>A value that changes on dates: which one holds on a day does not depend on the order in which the changes were recorded.</summary>
public sealed record History<T>
{
    /// <summary>The values, each since a day, in the order of the days.</summary>
    public ImmutableList<(DateOnly Since, T Value)> Changes { get; private init; } = [];

    /// <summary>The value since <paramref name="since"/>, and nothing before.</summary>
    public static History<T> Starting(DateOnly since, T value) => new() { Changes = [(since, value)] };

    /// <summary>The value that holds after every change known.</summary>
    public T Latest => Changes[^1].Value;

    /// <summary>The value on a day; before the first change, the first value.</summary>
    public T On(DateOnly day)
    {
        var index = Changes.FindLastIndex(change => change.Since <= day);
        return Changes[Math.Max(index, 0)].Value;
    }

    /// <summary>The values that hold from a day to another, both included, each with the days over which it holds; before the first change, the first value.</summary>
    public IEnumerable<(DateOnly From, DateOnly To, T Value)> Over(DateOnly from, DateOnly to)
    {
        while (from <= to)
        {
            var next = Changes.Find(change => change.Since > from);
            var until = next.Since > from && next.Since <= to ? next.Since.AddDays(-1) : to;
            yield return (from, until, On(from));
            from = until.AddDays(1);
        }
    }

    /// <summary>With a change more; of two changes dated the same day the one recorded last holds, also before the first change.</summary>
    public History<T> With(DateOnly since, T value)
    {
        var index = Changes.FindLastIndex(change => change.Since <= since);
        return this with { Changes = index >= 0 && Changes[index].Since == since ? Changes.SetItem(index, (since, value)) : Changes.Insert(index + 1, (since, value)) };
    }
}
