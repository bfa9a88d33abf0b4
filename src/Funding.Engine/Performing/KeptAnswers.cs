using System.Text.Json;
using Funding.Engine.Acting;
using Funding.Engine.Appending;
using Funding.Engine.Storage;

namespace Funding.Engine.Performing;

/// <summary>Answers kept under idempotency keys.</summary>
internal static class KeptAnswers
{
    /// <summary>What the caller's key was used for before, or null when it is free or there is none.</summary>
    public static Judgement? Replayed(this ActHeader header, IStandings streams)
        => header.Idempotency is not { } key || streams.AnswerTo(header.Caller.Person.Value, key.Key) is not { } kept ? null
            : kept.RequestHash == key.RequestHash ? new Judgement(new ActDone(kept.Answer, IsReplay: true))
            : Judgement.No(new IdempotencyKeyReused());

    /// <summary>The row that keeps an answer, or null without a key.</summary>
    public static IdempotencyRow? Keep(this ActHeader header, ActAnswer answer)
        => header.Idempotency is { } key ? new(header.Caller.Person, key.Key, key.RequestHash, JsonSerializer.Serialize(answer, EventJson.Options)) : null;
}
