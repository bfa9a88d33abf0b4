using Funding.Engine.Acting;
using Funding.Engine.Appending;
using Funding.Engine.Performing;
using Funding.Marten.Folding;
using Funding.Marten.Telling;
using JasperFx.Events;
using Marten;

namespace Funding.Marten.Acting;

/// <summary>How every handler of acts ends.</summary>
internal static class Concluding
{
    /// <summary>Judges an act on the streams as they were fetched and lays what it leaves into the session, for the bus to commit with what is to be told.</summary>
    public static (ActOutcome Outcome, Told? Told) Conclude(this IDocumentSession session, Act act, PendingAct pending, FetchedStreams streams, DateTimeOffset now)
    {
        act.Judgement = pending.Judge(streams, now);
        if (act.Judgement.Append is { } append)
        {
            act.Told = Told.Of(append);
            session.Lay(append, streams);
        }

        return (act.Judgement.Outcome, act.Told);
    }

    /// <summary>The rows of the built-in engine, in its order: what is refused because somebody else was first is refused before a sequence number is drawn.</summary>
    private static void Lay(this IDocumentSession session, Append append, FetchedStreams streams)
    {
        session.CorrelationId = append.CorrelationId.ToString();
        session.CausationId = null; // the bus has put an id of its own there
        session.QueueOperation(new SharedAppendLock());
        session.QueueOperation(new Statement(ActRows.Commands([append])) { IsBeforeEvents = true });
        if (append.Idempotency is not null) session.QueueOperation(new Statement(ActRows.Answers([append])) { IsBeforeEvents = true });
        foreach (var added in append.Streams)
            streams.Append(added.Stream, added.Events.Select(it => Wrap(session, it, append.RecordedAt)));
        var written = new EventRows();
        written.Add(append);
        if (written.Keys.Count > 0) session.QueueOperation(new Statement(ActRows.Keys(written.Keys)));
        if (append.Dossier is { } dossier) session.QueueOperation(new Statement(dossier.ToCommand()));
    }

    private static IEvent Wrap(IDocumentSession session, NewEvent it, DateTimeOffset at)
    {
        var wrapped = session.Events.BuildEvent(it.Event).AtTimestamp(at).WithHeader(Headers.Actor, it.Actor.ToString());
        wrapped.Id = it.Id;
        return wrapped;
    }
}
