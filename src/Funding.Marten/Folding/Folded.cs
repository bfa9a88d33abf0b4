using Funding.Domain;
using JasperFx.Events;

namespace Funding.Marten.Folding;

/// <summary>What Marten folds a stream to: the domain's state with what Marten must know of it. It is made anew each time and stored nowhere.</summary>
/// <typeparam name="TState">The domain's state.</typeparam>
public interface IFolded<out TState>
{
    /// <summary>All that the events amount to.</summary>
    TState State { get; }

    /// <summary>Version of the last event.</summary>
    long Version { get; }

    /// <summary>When the first event was recorded (UTC).</summary>
    DateTimeOffset FirstAt { get; }

    /// <summary>When the last event was recorded (UTC).</summary>
    DateTimeOffset LastAt { get; }
}

/// <summary>What both engines write beside an event.</summary>
internal static class Headers
{
    /// <summary>The name of the header that says who acted.</summary>
    public const string Actor = "actor";

    /// <summary>Who acted; the system for what fell due.</summary>
    public static PersonId ActorOf(IEvent e) => Guid.TryParse(e.GetHeader(Actor) as string, out var person) ? new PersonId(person) : PersonId.System;
}
