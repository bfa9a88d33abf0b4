namespace Funding.Engine.Performing;

/// <summary>A queue of acts, performed one group after the other: what comes while a group is performed is the next one.</summary>
/// <param name="group">Performs them.</param>
/// <param name="patience">How long to wait for an envelope that somebody else holds; null without end.</param>
/// <param name="outside">Where the acts wait whose envelope is held for longer, so that they keep no other act.</param>
internal sealed class Lane(Group group, TimeSpan? patience, Lane? outside)
{
    private const int MostActs = 64;

    private readonly Queue<PendingAct> waiting = new();
    private bool isRunning;

    public void Add(PendingAct act)
    {
        lock (waiting)
        {
            waiting.Enqueue(act);
            if (isRunning) return;
            isRunning = true;
        }

        _ = RunAsync();
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } acts)
        {
            foreach (var kept in await group.RunAsync(acts, patience)) outside!.Add(kept);
            await Task.Yield(); // whoever was just answered may have the next act ready: it joins the next group
        }
    }

    private List<PendingAct> Take()
    {
        var acts = new List<PendingAct>();
        lock (waiting)
        {
            while (acts.Count < MostActs && waiting.TryDequeue(out var act))
            {
                if (act.IsGivenUp) act.GiveUp();
                else acts.Add(act);
            }

            isRunning = acts.Count > 0;
        }

        return acts;
    }
}
