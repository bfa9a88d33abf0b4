using Funding.Drills.Checking;
using Funding.Drills.Running;

namespace Funding.Drills.Reporting;

/// <summary>A drill in the report.</summary>
internal sealed record Line(IDrill Drill, Outcome Outcome, TimeSpan Took)
{
    /// <summary>What kept the drill from its end, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether nothing was found, and every control was.</summary>
    public bool IsGood => Failure is null && Outcome.Findings.Count == 0 && Outcome.Controls.All(it => it.FailedAsItMust);

    public int Of(params ReadOnlySpan<Check> checks)
    {
        var sum = 0;
        foreach (var check in checks) sum += Outcome.Findings.Count(it => it.Check == check);
        return sum;
    }
}
