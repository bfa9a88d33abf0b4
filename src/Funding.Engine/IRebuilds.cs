namespace Funding.Engine;

/// <summary>Works views out again from the log, beside the live ones, while hosts serve and write. Sends nothing.</summary>
public interface IRebuilds
{
    /// <summary>The views that can be rebuilt.</summary>
    IReadOnlyList<string> Views { get; }

    /// <summary>
    /// Rebuilds a view, compares it with the live one at the same position, and puts it in its place as far as <paramref name="options"/>
    /// allow. A run that was stopped is gone on with, unless code or tables have changed since.
    /// </summary>
    /// <param name="view">One of <see cref="Views"/>.</param>
    /// <param name="options">What to do with the result.</param>
    /// <param name="progress">Told how many events (for dossiers: streams) are worked out so far.</param>
    /// <param name="cancellation">Stops; a later run goes on from there.</param>
    /// <exception cref="RebuildRefusedException">Nothing was swapped, and why.</exception>
    Task<RebuildReport> RunAsync(string view, RebuildOptions options, IProgress<int>? progress, CancellationToken cancellation);
}

/// <summary>What becomes of a rebuilt view.</summary>
public enum RebuildEnd
{
    /// <summary>It takes the place of the live one when the two are equal.</summary>
    Swap,

    /// <summary>It takes the place of the live one in any case: the way to mend a damaged view.</summary>
    Replace,

    /// <summary>It is compared and dropped.</summary>
    Verify,
}

/// <summary>How a view is rebuilt.</summary>
/// <param name="End">What becomes of it.</param>
/// <param name="Restart">Begins anew what an earlier run left.</param>
public sealed record RebuildOptions(RebuildEnd End = RebuildEnd.Swap, bool Restart = false);

/// <summary>What came of a rebuild.</summary>
/// <param name="View">The view.</param>
/// <param name="ResumedAt">The position that an earlier run had reached; 0 when begun anew.</param>
/// <param name="Position">The ledger position at which the two were compared; 0 for dossiers, which are compared at the version of each stream.</param>
/// <param name="Difference">The first difference, or null when the two are equal.</param>
/// <param name="Swapped">Whether the rebuilt view is the live one now.</param>
public sealed record RebuildReport(string View, long ResumedAt, long Position, ViewDifference? Difference, bool Swapped);

/// <summary>Where a live view is not what the log amounts to.</summary>
/// <param name="Table">The table.</param>
/// <param name="Row">The key of the row: <c>position 12, ordinal 0</c>.</param>
/// <param name="Column">The first column that differs, or null when a whole row is missing or too many.</param>
/// <param name="There">What is there; null when nothing is.</param>
/// <param name="Expected">What should be there; null when nothing should.</param>
public sealed record ViewDifference(string Table, string Row, string? Column, string? There, string? Expected);

/// <summary>Why a rebuild could not be done.</summary>
public enum RebuildRefusal
{
    /// <summary>Another one runs on this database.</summary>
    AnotherRuns,

    /// <summary>The live view could not be held still: something else keeps its tables, as a dump or a long import does.</summary>
    ViewIsKept,
}

/// <summary>A rebuild could not be done; what it did so far is kept.</summary>
public sealed class RebuildRefusedException(RebuildRefusal refusal) : Exception($"The view was not rebuilt: {refusal}.")
{
    /// <summary>Why.</summary>
    public RebuildRefusal Refusal => refusal;
}
