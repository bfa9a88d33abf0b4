namespace Funding.Drills.Load;

/// <summary>What is known of an act by whoever asked for it.</summary>
internal enum Fate
{
    /// <summary>Nobody has answered yet, or the answer was lost.</summary>
    Unknown,

    /// <summary>Acknowledged: a 2xx answer was read to its end.</summary>
    Done,

    /// <summary>Refused: nothing of it may be in the log.</summary>
    Refused,
}

/// <summary>How a request is guarded against being done twice.</summary>
internal enum Guard
{
    /// <summary>An idempotency key and, where the act has one, an id of the caller's.</summary>
    Both,

    /// <summary>The idempotency key alone.</summary>
    Key,

    /// <summary>The caller's id, or the act's own nature, alone.</summary>
    Id,

    /// <summary>Nothing: never asked for again once its answer is lost.</summary>
    None,

    /// <summary>Nothing, and asked for again all the same: what no caller may do, for controls.</summary>
    Careless,
}

/// <summary>One act that was asked for: an entry of the journal.</summary>
/// <param name="Id">Sent as correlation id at each try, and so found again in the events.</param>
/// <param name="Path">Address under <c>/api/v1</c>.</param>
/// <param name="Body">JSON, the same at each try.</param>
/// <param name="Token">Who asks.</param>
/// <param name="Key">Idempotency key, or null.</param>
/// <param name="Stream">The stream it writes to.</param>
/// <param name="Type">The one event that it makes there.</param>
/// <param name="Money">What it moves, by kind of entry, in cents.</param>
internal sealed record Act(Guid Id, string Path, string Body, string Token, string? Key, string Stream, string Type, (string Kind, long Cents)? Money = null)
{
    /// <summary>Whether it may be asked for again though its first answer was lost.</summary>
    public required bool IsGuarded { get; init; }

    public Fate Fate { get; set; }

    /// <summary>The version that the answer told; null as long as there is none.</summary>
    public long? Version { get; set; }

    /// <summary>The id of what it created, as the answer told; null when there was nothing new.</summary>
    public string? Created { get; set; }

    /// <summary>The problem's slug when it was refused.</summary>
    public string? Refusal { get; set; }

    /// <summary>Whether an answer was lost on the way.</summary>
    public bool WasUnseen { get; set; }
}
