namespace Funding.Host.Demo;

/// <summary>
/// The stories under way, each waiting for its next instant: one queue, so that acts on different CPTS meet the same envelopes in
/// the order of time. A story is an iterator: what it yields is when it goes on.
/// </summary>
/// <param name="start">Where time begins.</param>
/// <param name="until">Where it ends: stories that go further stay untold.</param>
internal sealed class Agenda(DateTimeOffset start, DateTimeOffset until)
{
    private readonly PriorityQueue<IEnumerator<DateTimeOffset>, (DateTimeOffset At, int Order)> waiting = new();
    private int order;

    /// <summary>The instant that the simulation has reached; it never goes back.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Runs a story up to its first wait.</summary>
    public void Begin(IEnumerable<DateTimeOffset> story) => Continue(story.GetEnumerator());

    /// <summary>Does one thing at an instant, or as soon as possible when it has passed.</summary>
    public void At(DateTimeOffset instant, Action act) => Begin(Once(instant, act));

    /// <summary>Goes on with the story whose turn it is; false when nothing is left before the end.</summary>
    public bool Step()
    {
        if (!waiting.TryDequeue(out var story, out var turn)) return false;
        Now = turn.At > Now ? turn.At : Now;
        Continue(story);
        return true;
    }

    private void Continue(IEnumerator<DateTimeOffset> story)
    {
        if (!story.MoveNext()) story.Dispose();
        else if (story.Current > until) story.Dispose();
        else waiting.Enqueue(story, (story.Current > Now ? story.Current : Now, order++));
    }

    private static IEnumerable<DateTimeOffset> Once(DateTimeOffset instant, Action act)
    {
        yield return instant;
        act();
    }
}
