namespace Funding.Host.Demo;

/// <summary>When the envelopes of each region and year become known: no grant before.</summary>
internal sealed class FirBudget(IReadOnlyDictionary<(string Region, int Year), DateTimeOffset> knownFrom)
{
    /// <summary>The year whose money a grant of that day, recorded at an instant, uses: its own, or until 31 January the one before.</summary>
    public int? YearFor(string region, DateOnly on, DateTimeOffset recorded)
        => IsKnown(region, on.Year, recorded) ? on.Year
            : on.Month == 1 && IsKnown(region, on.Year - 1, recorded) ? on.Year - 1
            : null;

    /// <summary>When the envelope that a grant of that day would wait for is known; null when it will not be.</summary>
    public DateTimeOffset? KnownFrom(string region, DateOnly on)
        => on.Month == 1 && knownFrom.TryGetValue((region, on.Year - 1), out var before) ? before
            : knownFrom.TryGetValue((region, on.Year), out var known) ? known : null;

    private bool IsKnown(string region, int year, DateTimeOffset recorded) => knownFrom.TryGetValue((region, year), out var known) && known < recorded;
}
