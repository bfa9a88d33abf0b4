using Microsoft.Extensions.Hosting;
using Wolverine.Runtime;

namespace Funding.Marten;

/// <summary>Wolverine, started once and by whoever is first: a host publishes its tariffs before it starts, and a verb of the command line has no host at all.</summary>
internal sealed class StartedBus(IWolverineRuntime runtime) : IAsyncDisposable
{
    private readonly Lazy<Task> start = new(() => ((IHostedService)runtime).StartAsync(CancellationToken.None));

    /// <summary>Waits until it is.</summary>
    public Task WaitAsync() => start.Value;

    /// <summary>What is on its way is handled first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (start.IsValueCreated) await ((IHostedService)runtime).StopAsync(CancellationToken.None);
    }
}
