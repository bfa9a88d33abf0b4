namespace Funding.Domain.Aci;

/// <summary>A line of two sets of terms side by side.</summary>
/// <param name="Kind">What the line pays for.</param>
/// <param name="Mission">The mission, or null for the functioning.</param>
/// <param name="First">Euros a year in the first; null when it has no such mission.</param>
/// <param name="Second">Euros a year in the second; null when it has no such mission.</param>
/// <param name="Difference">Second less first, what is not there counting for nothing.</param>
public sealed record ComparedLine(LineKind Kind, Mission? Mission, Money? First, Money? Second, Money Difference);

/// <summary>Two sets of terms line by line.</summary>
public static class TermsComparison
{
    /// <summary>The functioning, then each mission of either, its fixed part before its variable one.</summary>
    public static Sequence<ComparedLine> Of(Terms first, Terms second)
    {
        var missions = first.Missions.Concat(second.Missions).Select(it => it.Mission).Distinct().Order();
        return missions.SelectMany(mission => new[]
        {
            Line(LineKind.Fixed, mission, first.Find(mission)?.Fixed, second.Find(mission)?.Fixed),
            Line(LineKind.Variable, mission, first.Find(mission)?.Variable, second.Find(mission)?.Variable),
        }).Prepend(Line(LineKind.Functioning, null, first.Functioning, second.Functioning)).ToSequence();
    }

    private static ComparedLine Line(LineKind kind, Mission? mission, Money? first, Money? second)
        => new(kind, mission, first, second, (second ?? Money.Zero) - (first ?? Money.Zero));
}
