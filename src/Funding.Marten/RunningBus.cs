using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine.Runtime;

namespace Funding.Marten;

/// <summary>Wolverine, started where no host starts it.</summary>
internal sealed class RunningBus : IAsyncDisposable
{
    private readonly IHostedService bus;

    private RunningBus(IHostedService bus) => this.bus = bus;

    public static async Task<RunningBus> StartAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var runtime = services.GetServices<IHostedService>().OfType<WolverineRuntime>().Single();
        await runtime.StartAsync(cancellation);
        return new RunningBus(runtime);
    }

    /// <summary>Ends it; what is to be told and was not yet stays in its tables, for the next host.</summary>
    public async ValueTask DisposeAsync() => await bus.StopAsync(CancellationToken.None);
}
