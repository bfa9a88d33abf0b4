using Funding.Engine.Reading;

namespace Funding.Host.Hosting;

/// <summary>Reads what is to come on every dossier once, beside the first requests: the engine remembers it, and nobody who opens their first page waits for it.</summary>
internal sealed class OutlookWarmer(IOutlooks outlooks, ILogger<OutlookWarmer> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await outlooks.ReadAsync(new DossierQuery(), Moment.Now, stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(failure, "What is to come could not be read ahead; the first page reads it");
        }
    }
}
