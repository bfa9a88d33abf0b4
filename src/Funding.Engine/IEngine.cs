using Npgsql;

namespace Funding.Engine;

/// <summary>
/// What performs acts and keeps the views of them, on the log that all engines share (ADR 0001). Judging, reading the past, sequencing, sealing,
/// entries and everything from the outbox on are the same with each.
/// </summary>
public interface IEngine
{
    /// <summary>Its name, as settings give it.</summary>
    string Name { get; }

    /// <summary>Adds <see cref="Acting.IEngineActs"/>, and readers and tools of its own in the place of shared ones.</summary>
    /// <param name="services">The shared services are there already.</param>
    /// <param name="database">The run-time role's connections.</param>
    void AddActs(IServiceCollection services, RuntimeDatabase database);

    /// <summary>Adds the workers of its own; the shared ones are there already.</summary>
    void AddWorkers(IServiceCollection services);

    /// <summary>Starts what acts need where no host starts it: in a verb that acts and serves nobody. What comes back ends it.</summary>
    /// <param name="services">What <see cref="AddActs"/> added to.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IAsyncDisposable?> StartAsync(IServiceProvider services, CancellationToken cancellation);

    /// <summary>Makes, with the owner's rights, what it needs in the database beside the log, after the migrations. Repeated, it changes nothing.</summary>
    /// <param name="owner">The owner's connections.</param>
    /// <param name="role">The run-time role.</param>
    /// <param name="cancellation">Gives up.</param>
    Task PrepareAsync(NpgsqlDataSource owner, string role, CancellationToken cancellation);

    /// <summary>How many messages another engine has still to hand over, which nobody would while this one runs: a host does not start on them.</summary>
    Task<long> CountStrandedAsync(NpgsqlDataSource source, CancellationToken cancellation);
}
