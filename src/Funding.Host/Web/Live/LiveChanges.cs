using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Host.Web.Live;

/// <summary>
/// Hears which dossiers change, for all the browsers that listen to this host: one question a second however many they are, and none
/// while nobody listens. One that is too slow to be told everything is told the latest.
/// </summary>
internal sealed class LiveChanges(IChanges log, TimeProvider time, ILogger<LiveChanges> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly List<Channel<DossierChange>> listeners = [];
    private bool isAsking;

    /// <summary>What changes from now on, as it is heard; without end.</summary>
    public async IAsyncEnumerable<DossierChange> ListenAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var own = Channel.CreateBounded<DossierChange>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });
        Add(own);
        try
        {
            await foreach (var change in own.Reader.ReadAllAsync(cancellation)) yield return change;
        }
        finally
        {
            lock (gate) listeners.Remove(own);
        }
    }

    private void Add(Channel<DossierChange> listener)
    {
        lock (gate)
        {
            listeners.Add(listener);
            if (isAsking) return;
            isAsking = true;
        }

        _ = Task.Run(AskAsync);
    }

    private async Task AskAsync()
    {
        for (long? after = null; Goes(); await Task.Delay(Pause, time))
        {
            try
            {
                after ??= await log.EndAsync(CancellationToken.None);
                foreach (var change in await log.AfterAsync(after.Value, CancellationToken.None))
                {
                    after = change.Position;
                    Tell(change);
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or ObjectDisposedException)
            {
                logger.LogDebug(failure, "What changed could not be asked; it is asked again");
            }
        }
    }

    private bool Goes()
    {
        lock (gate) return isAsking = listeners.Count > 0;
    }

    private void Tell(DossierChange change)
    {
        lock (gate)
            foreach (var listener in listeners) listener.Writer.TryWrite(change);
    }
}
