using Funding.Domain;
using Funding.Engine;

namespace Funding.Host.Web.Administration;

/// <summary>A rebuild under way or over.</summary>
/// <param name="View">Of which view.</param>
/// <param name="End">What becomes of the result.</param>
/// <param name="StartedAt">When it began, by the real clock.</param>
public sealed record RebuildState(string View, RebuildEnd End, DateTimeOffset StartedAt)
{
    /// <summary>How many events (for dossiers: streams) are worked out so far.</summary>
    public int Count { get; init; }

    /// <summary>What came of it; null while it runs, and when it could not be done.</summary>
    public RebuildReport? Report { get; init; }

    /// <summary>Why it could not be done, in French.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => Report is null && Fault is null;
}

/// <summary>
/// The rebuild that was last asked for from a page of this host. It takes minutes on a large log, so it runs on without its reader; what
/// the command line or another host runs is not known here, and the engine refuses two at once.
/// </summary>
internal sealed class RebuildRun(IServiceProvider services, IHostApplicationLifetime lifetime, ILogger<RebuildRun> log)
{
    private readonly Lock gate = new();
    private volatile RebuildState? state;

    /// <summary>The last one; null when there was none since this host started.</summary>
    public RebuildState? State => state;

    /// <summary>Begins one; false when one runs.</summary>
    public bool TryStart(string view, RebuildEnd end, PersonId person)
    {
        lock (gate)
        {
            if (state is { IsRunning: true }) return false;
            state = new RebuildState(view, end, TimeProvider.System.GetUtcNow());
        }

        log.LogInformation("View {View} is rebuilt ({End}), asked by person {Person}", view, end, person);
        _ = Task.Run(() => RunAsync(view, end));
        return true;
    }

    private async Task RunAsync(string view, RebuildEnd end)
    {
        try
        {
            var report = await services.GetRequiredService<IRebuilds>().RunAsync(view, new RebuildOptions(end), new Counter(this), lifetime.ApplicationStopping);
            state = state! with { Report = report };
        }
        catch (RebuildRefusedException refused)
        {
            state = state! with { Fault = Presentation.RebuildSentences.Of(refused.Refusal, view) };
        }
        catch (Exception failure)
        {
            log.LogError(failure, "View {View} could not be rebuilt", view);
            state = state! with { Fault = "La reconstruction s’est interrompue ; ce qui est recalculé est gardé, et une nouvelle demande la reprend. Le journal de l’hôte dit pourquoi." };
        }
    }

    private sealed class Counter(RebuildRun run) : IProgress<int>
    {
        public void Report(int value) => run.state = run.state! with { Count = value };
    }
}
