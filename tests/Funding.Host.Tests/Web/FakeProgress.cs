using Funding.Engine.Reading;

namespace Funding.Host.Tests.Web;

/// <summary>Workers that have nothing to do, but for dead letters.</summary>
internal sealed class FakeProgress : IProgressReader
{
    public long DeadLetters { get; init; } = 3;

    public Task<WorkProgress> ReadAsync(CancellationToken cancellation)
        => Task.FromResult(new WorkProgress([new(WorkerNames.Sequencer, 0, null, 0, null), new(WorkerNames.Ledger, 0, null, 0, null), new(WorkerNames.Deliveries, 0, null, DeadLetters, null)]));
}
