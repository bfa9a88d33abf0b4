using Funding.Domain;

namespace Funding.Engine.Acting;

/// <summary>The idempotency keys of requests that store no event, in one book with those of acts: a person's key is good for one request.</summary>
internal interface IWriteKeys
{
    /// <summary>What a person's key was used for, or null when it is free.</summary>
    Task<KeptWrite?> FindAsync(PersonId person, string key, CancellationToken cancellation);

    /// <summary>Keeps what was answered, unless somebody did meanwhile under the same key.</summary>
    /// <returns>What is kept.</returns>
    Task<KeptWrite> KeepAsync(PersonId person, string key, KeptWrite made, CancellationToken cancellation);
}

/// <summary>A request under a key, and its answer.</summary>
/// <param name="RequestHash">SHA-256 (hex) of method, path and body.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The answer's JSON as it was sent; null for one that is made anew, because it holds what may have to be forgotten.</param>
internal sealed record KeptWrite(string RequestHash, int Status, string? Body);
