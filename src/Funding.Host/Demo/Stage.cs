namespace Funding.Host.Demo;

/// <summary>How far a CPTS comes by the end of the history. The public count knows four: the last five of these are two of them.</summary>
internal enum Stage
{
    Intention,
    Project,
    Submitted,
    Validated,
    Negotiating,
    Contracted,
    Suspended,
    Ended,
}

/// <summary>What becomes of a CPTS.</summary>
/// <param name="Stage">How far it comes.</param>
/// <param name="Deemed">Whether its project is validated by the silence of the agency.</param>
internal sealed record Destiny(Stage Stage, bool Deemed = false);
