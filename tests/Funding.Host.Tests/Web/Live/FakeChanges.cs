using System.Collections.Concurrent;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Web.Live;

/// <summary>A ledger that grows as a test says, and counts how often it is asked.</summary>
internal sealed class FakeChanges : IChanges
{
    private readonly ConcurrentQueue<DossierChange> told = new();
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Once somebody listens.</summary>
    public Task Heard => asked.Task;

    public int Asks { get; private set; }

    public void Add(Guid id, string region, string department, long version) => told.Enqueue(new(told.Count + 1, id, region, department, version));

    public Task<long> EndAsync(CancellationToken cancellation) => Task.FromResult((long)told.Count);

    public Task<IReadOnlyList<DossierChange>> AfterAsync(long position, CancellationToken cancellation)
    {
        Asks++;
        IReadOnlyList<DossierChange> after = [.. told.Where(it => it.Position > position)];
        asked.TrySetResult();
        return Task.FromResult(after);
    }
}
