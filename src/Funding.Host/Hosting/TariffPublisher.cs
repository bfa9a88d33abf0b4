using Funding.Domain.Refusing;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;
using Funding.Host.Reference;

namespace Funding.Host.Hosting;

/// <summary>Publishes the tariffs shipped with the host (ADR 0014). Any number of hosts may do it at once: one publishes, the others find it done.</summary>
internal sealed class TariffPublisher(IServiceProvider services) : IHostedService
{
    /// <summary>Before the first request is answered, and once the engine has started.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => PublishAsync(services, ReferenceFiles.AciTariffs(), cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Publishes those that the log does not hold yet; one that it holds with other facts stays as it is, and a warning says so.</summary>
    public static async Task PublishAsync(IServiceProvider services, IEnumerable<PublishTariff> shipped, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var acts = scope.ServiceProvider.GetRequiredService<IEngineActs>();
        var log = scope.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger("Funding.Host.Tariffs");
        foreach (var tariff in shipped)
        {
            switch (await acts.PublishAsync(tariff, cancellation))
            {
                case ActDone { Answer.Events.Count: > 0 }:
                    log.LogInformation("The tariff {Tariff} is published", tariff.Tariff);
                    break;
                case ActRefused { Rejection: AlreadyExists }:
                    log.LogWarning("The tariff {Tariff} was published with other facts than those shipped with this version; it stays as it was published", tariff.Tariff);
                    break;
                case ActRefused refused:
                    throw new InvalidOperationException($"The tariff {tariff.Tariff} could not be published: {refused.Rejection.Slug}.");
            }
        }
    }
}
