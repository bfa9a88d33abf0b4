namespace Funding.Marten;

/// <summary>Lets the acts of this host on one dossier go one after the other: side by side all but one would lose, again and again. Other hosts are told by versions.</summary>
internal sealed class Turns
{
    private readonly Dictionary<Guid, Task> last = [];

    /// <summary>Acts when those before it on the dossier have ended, well or not.</summary>
    /// <param name="cpts">The dossier.</param>
    /// <param name="act">What is done then.</param>
    /// <param name="cancellation">Gives up before it begins.</param>
    public async Task<T> TakeAsync<T>(Guid cpts, Func<Task<T>> act, CancellationToken cancellation)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? before;
        lock (last)
        {
            before = last.GetValueOrDefault(cpts);
            last[cpts] = mine.Task;
        }

        try
        {
            if (before is not null) await before.WaitAsync(cancellation);
            return await act();
        }
        finally
        {
            lock (last)
                if (last[cpts] == mine.Task) last.Remove(cpts);
            mine.SetResult();
        }
    }
}
