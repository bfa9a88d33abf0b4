namespace Funding.Drills.Drilling;

/// <summary>How far simulated time goes at each step.</summary>
internal static class Steps
{
    /// <summary>So that all of them stay within a span, a day each at most.</summary>
    public static TimeSpan Of(TimeSpan span, int steps) => TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerDay, span.Ticks / Math.Max(1, steps)));
}
