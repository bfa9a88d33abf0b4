using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Engine;
using Funding.Engine.Answering;
using Funding.Engine.Projecting;
using Funding.Host.Hosting;
using Npgsql;

namespace Funding.Host.Cli;

/// <summary>Waits until the views hold all that was recorded when asked: read from the host that serves or, when none does, made here.</summary>
internal static class WholeViews
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <exception cref="CannotRunException">Ten minutes were not enough.</exception>
    public static async Task WaitAsync(VerbSession session, CancellationToken cancellation)
    {
        var (source, wakers, loggers) = (session.Get<NpgsqlDataSource>(), session.Get<Wakers>(), session.Get<ILoggerFactory>());
        await WholeLedger.WaitAsync(source, wakers, loggers, cancellation);
        var goal = (await LedgerReach.ReadAsync(source, null, cancellation)).Position;
        using var projector = new Projector(source, session.Get<IReferenceData>(), session.Get<RuleSettings>(), wakers, loggers.CreateLogger<Projector>());
        await projector.StartAsync(cancellation);
        try
        {
            for (var until = DateTime.UtcNow + Patience; (await LedgerReach.ReadAsync(source, null, cancellation)).Checkpoint < goal;)
            {
                if (DateTime.UtcNow > until) throw new CannotRunException("Les vues n'ont pas encore tout ce qui est enregistré : réessayez dans un moment.");
                await Task.Delay(50, cancellation);
            }
        }
        finally
        {
            await projector.StopAsync(CancellationToken.None);
        }
    }
}
