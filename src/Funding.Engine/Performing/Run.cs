using Funding.Engine.Appending;

namespace Funding.Engine.Performing;

/// <summary>One try of a group: its acts, and what came of judging them.</summary>
internal sealed class Run(IReadOnlyList<PendingAct> acts)
{
    private readonly List<(PendingAct Act, Judgement Judgement, bool IsChecked)> judged = [];
    private readonly List<(PendingAct Act, Exception Failure)> failed = [];
    private readonly List<PendingAct> overtaken = [];

    public IReadOnlyList<PendingAct> Acts => acts;

    /// <summary>Those that need an envelope.</summary>
    public IReadOnlyList<PendingAct> Holders { get; private set; } = [];

    /// <summary>The envelopes that they need.</summary>
    public IReadOnlyList<(string Region, int Year)> Envelopes { get; private set; } = [];

    /// <summary>Whether the acts were handed to the server: from then on a failure says nothing of their outcome.</summary>
    public bool IsStoring { get; set; }

    /// <summary>What is to be stored; all of it or nothing.</summary>
    public IReadOnlyList<Append> Appends => judged.Select(it => it.Judgement.Append).OfType<Append>().ToList();

    /// <summary>Finds the acts that need an envelope, as far as the dossiers are known.</summary>
    public void FindHolders(GroupStreams streams)
    {
        Holders = acts.Where(act => act.Envelopes(streams).Any()).ToList();
        Envelopes = Holders.SelectMany(act => act.Envelopes(streams)).Distinct().ToList();
    }

    /// <summary>
    /// Judges the acts on what this host remembers. False unless each of them adds to every stream that it rests on: only then are
    /// the versions it was judged on compared as it is stored. A refusal, or an act that is already so, must rest on what was read.
    /// </summary>
    public bool JudgeRemembered(GroupStreams streams, DateTimeOffset now)
    {
        streams.Remember(acts);
        FindHolders(streams);
        streams.Remember(Envelopes);
        Judge(streams, now);
        return judged.Count == acts.Count && judged.TrueForAll(it => it.IsChecked);
    }

    /// <summary>Judges each act on what those before it leave; one that fails keeps none of the others.</summary>
    public void Judge(GroupStreams streams, DateTimeOffset now)
    {
        foreach (var act in acts)
        {
            try
            {
                // What came to a dossier since this host remembered it may need another envelope: the act is judged again, with that one.
                var envelopes = act.Envelopes(streams).ToList();
                if (!envelopes.TrueForAll(streams.Knows))
                {
                    overtaken.Add(act);
                    continue;
                }

                var judgement = act.Judge(streams, now);
                if (judgement.Append is { } append) streams.Advance(append, (judgement.Outcome as Acting.ActDone)?.Answer);
                judged.Add((act, judgement, judgement.Append?.AddsTo(act.Cpts, envelopes) == true));
            }
            catch (Exception failure)
            {
                failed.Add((act, failure));
            }
        }
    }

    public void Tell()
    {
        foreach (var (act, judgement, _) in judged) act.Tell(judgement.Outcome);
        foreach (var (act, failure) in failed) act.Fail(failure);
        foreach (var act in overtaken) act.Tell(null);
    }

    public void TellAgain()
    {
        foreach (var act in acts) act.Tell(null);
    }

    public void Fail(Exception failure)
    {
        foreach (var act in acts) act.Fail(failure);
    }
}
