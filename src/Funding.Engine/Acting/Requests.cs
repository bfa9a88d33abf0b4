using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Domain.Tariffs;

namespace Funding.Engine.Acting;

/// <summary>What every act carries besides its command.</summary>
public sealed record ActHeader
{
    /// <summary>Who asks.</summary>
    public required Caller Caller { get; init; }

    /// <summary>Faults found while the body was read: told with those of the rules.</summary>
    public Sequence<Fault> Faults { get; init; } = [];

    /// <summary>The caller's key against doing the same thing twice, or null.</summary>
    public Idempotency? Idempotency { get; init; }

    /// <summary>The version that the caller saw (<c>If-Match</c>), or null.</summary>
    public long? IfMatch { get; init; }

    /// <summary>Follows the request into the events and the logs.</summary>
    public required Guid CorrelationId { get; init; }

    /// <summary>Nobody is told of it: an act of an earlier system was told when it was made.</summary>
    public bool IsOfThePast { get; init; }
}

/// <summary>An idempotency key of one person.</summary>
/// <param name="Key">As the caller gave it.</param>
/// <param name="RequestHash">SHA-256 (hex) of method, path and body: the same key for something else is refused.</param>
public sealed record Idempotency(string Key, string RequestHash);

/// <summary>What comes of an act.</summary>
public abstract record ActOutcome;

/// <summary>Done, or already so.</summary>
/// <param name="Answer">The answer; of a request that is replayed, the first one.</param>
/// <param name="IsReplay">Whether it was done before, under the same idempotency key.</param>
public sealed record ActDone(ActAnswer Answer, bool IsReplay = false) : ActOutcome;

/// <summary>Refused; nothing changed.</summary>
public sealed record ActRefused(Rejection Rejection) : ActOutcome;

/// <summary>The answer of an act, as it is also kept under the idempotency key.</summary>
/// <param name="Status">HTTP status: 200, or 201 for a registration.</param>
/// <param name="Id">The CPTS, the envelope as <c>region/year</c>, or the tariff.</param>
/// <param name="Version">Version of its stream after the act.</param>
/// <param name="Phase">Phase of the CPTS after the act; null for anything else.</param>
/// <param name="Events">Types of the events stored by this act, in order; empty when it was already so.</param>
/// <param name="Created">What it created.</param>
public sealed record ActAnswer(int Status, string Id, long Version, PhaseName? Phase, Sequence<string> Events, Sequence<Created> Created);

/// <summary>The version given in <c>If-Match</c> is not the present one (412).</summary>
public sealed record VersionMismatch(long Expected, long Actual) : Rejection("version-mismatch");

/// <summary>The idempotency key was used for another request (422).</summary>
public sealed record IdempotencyKeyReused() : Rejection("idempotency-key-reused");

/// <summary>The act could not be stored among so many at the same moment; nothing changed, and it may be asked again (409).</summary>
public sealed record InProgress() : Rejection("in-progress");

/// <summary>Performs acts: records what is due, judges, stores all or nothing, whatever happens to the host meanwhile.</summary>
public interface IActs
{
    /// <summary>An act on a CPTS; the checks are made in the order of LIFECYCLE section 4 from "404 outside the caller's scope" on.</summary>
    Task<ActOutcome> PerformAsync(Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation);

    /// <summary>An act on the envelope of a region and budget year.</summary>
    Task<ActOutcome> PerformAsync(EnvelopeCommand command, ActHeader header, CancellationToken cancellation);

    /// <summary>An act on an ACI tariff.</summary>
    Task<ActOutcome> PerformAsync(TariffCommand command, ActHeader header, CancellationToken cancellation);
}

/// <summary>Seals the free and personal texts of acts, each under a fresh key, before they reach an event.</summary>
public interface ISealer
{
    /// <summary>The text with its sealed form. The key is stored with the act, or forgotten with its refusal.</summary>
    /// <param name="text">In clear.</param>
    /// <param name="field">What it is: <c>contact</c>, <c>comment</c> or <c>reason</c>.</param>
    SealedText Seal(string text, string field);
}

/// <summary>The people who act: opaque ids in the log, names outside it.</summary>
public interface IPeople
{
    /// <summary>The id of the person that an issuer knows under this subject; remembered at first sight, the name kept up to date.</summary>
    ValueTask<PersonId> IdentifyAsync(string issuer, string subject, string? name, CancellationToken cancellation);

    /// <summary>
    /// A subject known of the issuer from which this one, not known yet, differs by nothing but capitals or spaces around it, or null:
    /// written in two ways, one person would pass for two, whom four eyes take for different ones (R11).
    /// </summary>
    Task<string?> OtherSpellingAsync(string issuer, string subject, CancellationToken cancellation);

    /// <summary>The subject that an issuer gave a name to, or null when it gave it to none, or to several.</summary>
    Task<string?> SubjectNamedAsync(string issuer, string name, CancellationToken cancellation);

    /// <summary>The names still known of these people.</summary>
    Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(IReadOnlyCollection<PersonId> people, CancellationToken cancellation);
}
