namespace Funding.Domain.Views;

/// <summary>Percentiles by nearest rank: always a value that was observed, never one between two.</summary>
public static class Percentiles
{
    /// <summary>The smallest value such that at least so many per cent of all are not above it; null when there are none.</summary>
    /// <param name="values">In any order.</param>
    /// <param name="percent">1 to 100.</param>
    public static int? NearestRank(IReadOnlyCollection<int> values, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        if (values.Count == 0) return null;
        var rank = (int)((((long)values.Count * percent) + 99) / 100);
        return values.Order().ElementAt(rank - 1);
    }
}
