using System.Diagnostics;

namespace Funding.Domain.Aci;

/// <summary>The ids under which lines are commitments of their CPTS (R18).</summary>
public static class LineId
{
    /// <summary><c>aci-1-y2-functioning</c>, <c>aci-1-y2-access-fixed</c>, <c>aci-1-y2-access-variable</c>.</summary>
    /// <param name="contract">Number of the contract.</param>
    /// <param name="year">The contract year, from 1.</param>
    /// <param name="kind">What the line pays for.</param>
    /// <param name="mission">The mission, or null for the functioning.</param>
    public static string Of(int contract, int year, LineKind kind, Mission? mission = null) => $"aci-{contract}-y{year}-" + (kind, mission) switch
    {
        (LineKind.Functioning, null) => "functioning",
        (LineKind.Fixed, { } its) => $"{Name(its)}-fixed",
        (LineKind.Variable, { } its) => $"{Name(its)}-variable",
        _ => throw new UnreachableException($"No {kind} line of {mission}."),
    };

    /// <summary>A mission as the API writes it.</summary>
    internal static string Name(Mission mission) => mission switch
    {
        Mission.Access => "access",
        Mission.Pathways => "pathways",
        Mission.Prevention => "prevention",
        Mission.Crisis => "crisis",
        Mission.Quality => "quality",
        Mission.Support => "support",
        _ => throw new UnreachableException(),
    };
}
