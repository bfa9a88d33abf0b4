namespace Funding.Engine.Rebuilding;

/// <summary>How one view is worked out beside the live one.</summary>
internal abstract class RebuiltView(Shadow shadow)
{
    /// <summary>Where it is worked out.</summary>
    protected Shadow Shadow => shadow;

    /// <summary>How long the live view may differ from what the log amounts to for no other reason than that it is brought up to it.</summary>
    public virtual TimeSpan MostLag => TimeSpan.Zero;

    /// <summary>Works out what the shadow lacks up to about where the live view is, in transactions of its own, each of which can be the last. Makes the indexes when most is there.</summary>
    public abstract Task FillAsync(CancellationToken cancellation);

    /// <summary>The first difference as far as it can be told while the live view is written; nothing is held.</summary>
    public abstract Task<ViewDifference?> CompareAsync(CancellationToken cancellation);

    /// <summary>
    /// Within a transaction that holds the live view: works out the last bit, and tells the first difference in what
    /// <see cref="CompareAsync"/> could not see. Null with the position reached when there is none; no position when there is too
    /// much left to do while holding it.
    /// </summary>
    /// <param name="checkpoint">How far the live view is.</param>
    /// <param name="cancellation">Gives up.</param>
    public abstract Task<(long? Position, ViewDifference? Difference)> FinishAsync(long checkpoint, CancellationToken cancellation);
}
