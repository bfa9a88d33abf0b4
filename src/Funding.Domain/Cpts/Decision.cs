using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>What comes of a command.</summary>
public abstract record Decision
{
    /// <summary>Already so: nothing to store.</summary>
    public static Decision Nothing { get; } = new Accepted([]);

    /// <summary>Events to store.</summary>
    public static Decision Of(params IEnumerable<CptsEvent> events) => new Accepted(events.ToSequence());

    /// <summary>One event, and the thing with an id of its own that it created.</summary>
    public static Decision Creating(string kind, string id, CptsEvent happened) => new Accepted([happened]) { Created = [new Created(kind, id)] };

    /// <summary>A refusal.</summary>
    public static Decision No(Rejection rejection) => new Refused(rejection);
}

/// <summary>The act stands: these events are to be stored, all or none; none means that it was already so.</summary>
public sealed record Accepted(Sequence<CptsEvent> Events) : Decision
{
    /// <summary>What the act brought into being.</summary>
    public Sequence<Created> Created { get; init; } = [];
}

/// <summary>The act is refused and changes nothing.</summary>
public sealed record Refused(Rejection Rejection) : Decision;

/// <summary>A thing with an id, brought into being by an act.</summary>
/// <param name="Kind"><c>cpts</c>, <c>commitment</c>, <c>certification</c>, <c>payment</c>, <c>recovery</c>, <c>receipt</c> or <c>waiver</c>.</param>
/// <param name="Id">Its id.</param>
public sealed record Created(string Kind, string Id);
