using Funding.Drills.Checking;

namespace Funding.Drills.Running;

/// <summary>Something that is broken on purpose while acts are done.</summary>
internal interface IDrill
{
    /// <summary>As <c>--only</c> names it.</summary>
    string Name { get; }

    /// <summary>What is broken, in a line of the report.</summary>
    string What { get; }

    Task<Outcome> RunAsync(Run run, CancellationToken cancellation);
}

/// <summary>What a drill showed.</summary>
internal sealed record Outcome
{
    /// <summary>How often something was broken.</summary>
    public int Broken { get; init; }

    /// <summary>Acts acknowledged, refused, and those of which an answer was lost on the way.</summary>
    public (int Done, int Refused, int Unseen) Acts { get; init; }

    /// <summary>Messages that reached receivers of webhooks and mailboxes, and how many of them more than once.</summary>
    public (int Arrived, int Again) Messages { get; init; }

    /// <summary>All that the checks found: nothing, if all is well.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What was done to see the checks fail, and whether they did.</summary>
    public IReadOnlyList<ControlResult> Controls { get; init; } = [];

    /// <summary>Seconds until somebody led a worker again, each time its leader was broken. Measured, never asserted.</summary>
    public IReadOnlyList<double> TakeOvers { get; init; } = [];

    /// <summary>Seconds until an act was acknowledged that was asked for after a breakage. Measured, never asserted.</summary>
    public IReadOnlyList<double> Unserved { get; init; } = [];

    /// <summary>What else is worth telling.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Why it could not be done here, or null.</summary>
    public string? Skipped { get; init; }
}
