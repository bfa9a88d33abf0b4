using Funding.Engine;
using Funding.Host.Presentation;
using Npgsql;

namespace Funding.Host.Hosting;

/// <summary>Keeps a host from starting while messages of acts wait that only another engine would tell on.</summary>
internal static class StrandedCheck
{
    /// <summary>Hosts of the other engine that run beside this one tell theirs within moments.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Waits a little for them to be told.</summary>
    /// <exception cref="CannotRunException">They were not.</exception>
    public static async Task PassAsync(IEngine engine, NpgsqlDataSource source, CancellationToken cancellation)
    {
        for (var until = DateTime.UtcNow + Patience; ; await Task.Delay(250, cancellation))
        {
            var count = await engine.CountStrandedAsync(source, cancellation);
            if (count == 0) return;
            if (DateTime.UtcNow > until)
                throw new CannotRunException($"{French.Count(count, "message")} du moteur Marten {(count < 2 ? "attend" : "attendent")} encore : lancez d'abord ce moteur (Funding__Engine=Marten) jusqu'à ce qu'il n'en reste pas.");
        }
    }
}
