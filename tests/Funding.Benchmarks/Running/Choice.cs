namespace Funding.Benchmarks.Running;

/// <summary>What the command line asked for.</summary>
/// <param name="Rounds">How often each is measured, with its floor.</param>
/// <param name="Logs">Sizes of the log, in events, ascending.</param>
/// <param name="Quick">Small versions that show that everything runs; their figures are worth nothing.</param>
internal sealed record Choice(int Rounds, IReadOnlyList<int> Logs, bool Quick)
{
    /// <summary>How long acts are counted each time.</summary>
    public TimeSpan Window => TimeSpan.FromSeconds(Quick ? 0.3 : 2.5);

    /// <summary>So many, or few when it is to be quick.</summary>
    public int Scaled(int full, int quick) => Quick ? quick : full;
}
