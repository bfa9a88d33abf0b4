using Funding.Engine.Reading;

namespace Funding.Host.Hosting;

/// <summary>Waits for the views to hold what is in the log, so that a first page is not empty.</summary>
internal static class ViewsReady
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns when they do, or after a minute.</summary>
    public static async Task WaitAsync(IProgressReader progress, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            while (!await AreReadyAsync(progress, limit.Token)) await Task.Delay(50, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Late, not wrong: the pages say what they hold.
        }
    }

    private static async Task<bool> AreReadyAsync(IProgressReader progress, CancellationToken cancellation)
        => (await progress.ReadAsync(cancellation)).ViewsAreComplete();
}
