using Funding.Domain;

namespace Funding.Host.Web.Maps;

/// <summary>
/// Sorts amounts into at most five classes of about as many regions each, numbered from 1 for the least; what is zero or less is of class 0.
/// Equal amounts are of one class, and the bounds are amounts of regions, never made up.
/// </summary>
public sealed class MapClasses
{
    /// <summary>How many classes there are at most.</summary>
    internal const int Most = 5;

    private readonly Dictionary<Money, int> classes;

    internal MapClasses(IReadOnlyCollection<Money> amounts)
    {
        var known = amounts.Where(amount => amount.IsPositive).Distinct().Order().ToList();
        var count = Math.Min(Most, known.Count);
        classes = known.Select((amount, place) => (amount, place)).ToDictionary(it => it.amount, it => it.place * count / known.Count + 1);
        Bounds = [.. classes.GroupBy(it => it.Value).OrderBy(its => its.Key).Select(its => new MapClass(its.Key, its.Min(it => it.Key), its.Max(it => it.Key), amounts.Count(amount => Of(amount) == its.Key)))];
        Without = amounts.Count(amount => !amount.IsPositive);
    }

    /// <summary>The classes that hold something, least first.</summary>
    public IReadOnlyList<MapClass> Bounds { get; }

    /// <summary>How many amounts are of class 0.</summary>
    public int Without { get; }

    /// <summary>The class of an amount.</summary>
    public int Of(Money amount) => classes.GetValueOrDefault(amount);
}

/// <summary>A class of a map.</summary>
/// <param name="Number">From 1 for the least amounts.</param>
/// <param name="From">The least amount in it.</param>
/// <param name="To">The greatest.</param>
/// <param name="Count">How many regions are of it.</param>
public sealed record MapClass(int Number, Money From, Money To, int Count);
