namespace Funding.Domain;

/// <summary>An event as a decision sees it: what happened, with the identity of the act and of who made it.</summary>
/// <param name="EventId">The event's id, by which a reversal names it.</param>
/// <param name="Actor">Who acted; four-eyes rules compare these.</param>
/// <param name="Event">What happened.</param>
public sealed record Recorded<TEvent>(Guid EventId, PersonId Actor, TEvent Event);
