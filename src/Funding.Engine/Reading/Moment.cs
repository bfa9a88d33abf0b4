namespace Funding.Engine.Reading;

/// <summary>From where in time a question is asked, on both axes (LIFECYCLE section 2).</summary>
/// <param name="AsOf">As known at this instant, inclusive; null for all that is known.</param>
/// <param name="EffectiveOn">For acts effective on or before this legal day; null for all.</param>
public sealed record Moment(DateTimeOffset? AsOf = null, DateOnly? EffectiveOn = null)
{
    /// <summary>Everything known, whatever its date.</summary>
    public static Moment Now { get; } = new();
}

/// <summary>A page asked for.</summary>
/// <param name="Size">Most items wanted.</param>
/// <param name="After">Cursor of the page before, or null for the first.</param>
public sealed record PageRequest(int Size, string? After = null);

/// <summary>A page of a list.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">Cursor of the next page, or null after the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A cursor that this host did not give.</summary>
public sealed class InvalidCursorException() : Exception("The cursor is not one that a list gave.");

/// <summary>The views do not hold yet all that was known at the instant asked for: answering would be answering otherwise later.</summary>
public sealed class ViewsBehindException() : Exception("The views are behind the instant asked for.");
