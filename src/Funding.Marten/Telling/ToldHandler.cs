using Funding.Engine;
using Funding.Engine.Appending;
using Funding.Marten.Acting;
using Marten;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Funding.Marten.Telling;

/// <summary>Puts what is to be told where the built-in engine puts it; from there on both take the same way.</summary>
public static class ToldHandler
{
    /// <summary>The rows and the mark that the message was handled are stored together.</summary>
    public static void Handle(Told told, IDocumentSession session) => session.QueueOperation(new Statement(ActRows.Outbox(told.Rows)));

    /// <summary>Wakes whoever empties the outbox.</summary>
    public static void Finally(Wakers wakers) => wakers.ToTell();

    /// <summary>The database will take it sooner or later: nothing else can be wrong with it.</summary>
    public static void Configure(HandlerChain chain)
        => chain.OnAnyException().RetryWithCooldown(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)).Then.RequeueIndefinitely();
}
