using Funding.Domain;

namespace Funding.Engine.Erasing;

/// <summary>What is to be forgotten.</summary>
public abstract record ErasureSubject;

/// <summary>A person: issuer, subject, name, own address, what she read and the keys of her requests. Her id stays in the log.</summary>
/// <param name="Person">Her id.</param>
/// <param name="Texts">Also the free texts that she wrote: by default they stay, for they tell why money was refused or asked back.</param>
public sealed record PersonToErase(PersonId Person, bool Texts) : ErasureSubject;

/// <summary>All that a field ever held in one stream: every contact of a CPTS, every comment, every reason.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Field">Which.</param>
public sealed record FieldToErase(string Stream, SealedField Field) : ErasureSubject;

/// <summary>The sealed texts of one event.</summary>
/// <param name="Event">Its id.</param>
/// <param name="Field">Which; null for all.</param>
public sealed record EventToErase(Guid Event, SealedField? Field) : ErasureSubject;

/// <summary>The members of events that are sealed, wherever they are: the slug is the member's name, and that in the table of keys.</summary>
public enum SealedField
{
    /// <summary>A free comment, on any act.</summary>
    Comment,

    /// <summary>How to reach a CPTS.</summary>
    Contact,

    /// <summary>Why.</summary>
    Reason,
}
