using Funding.Engine.Acting;
using Funding.Engine.Performing;
using Npgsql;

namespace Funding.Engine;

/// <summary>The engine that needs nothing but Npgsql.</summary>
public sealed class BuiltInEngine : IEngine
{
    /// <inheritdoc/>
    public string Name => "Funding";

    /// <inheritdoc/>
    public void AddActs(IServiceCollection services, RuntimeDatabase database)
        => services.AddSingleton<RecentStandings>().AddSingleton<Group>().AddSingleton<Lanes>().AddScoped<IEngineActs, Acts>();

    /// <inheritdoc/>
    public void AddWorkers(IServiceCollection services)
    {
        // The shared workers are all that it needs.
    }

    /// <inheritdoc/>
    public Task<IAsyncDisposable?> StartAsync(IServiceProvider services, CancellationToken cancellation) => Task.FromResult<IAsyncDisposable?>(null);

    /// <inheritdoc/>
    public Task PrepareAsync(NpgsqlDataSource owner, string role, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<long> CountStrandedAsync(NpgsqlDataSource source, CancellationToken cancellation) => StrandedMessages.CountAsync(source, cancellation);
}
