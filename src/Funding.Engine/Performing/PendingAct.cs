using Funding.Engine.Acting;
using Funding.Engine.Appending;

namespace Funding.Engine.Performing;

/// <summary>An act on its way: what it rests on, how it is judged, and who waits for its outcome.</summary>
internal abstract class PendingAct(CancellationToken cancellation)
{
    private readonly TaskCompletionSource<ActOutcome?> told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its outcome; null when somebody else wrote first and it is to be judged again.</summary>
    public Task<ActOutcome?> Outcome => told.Task;

    /// <summary>The region that it is about, or null when that is not known before it is read.</summary>
    public abstract string? Region { get; }

    /// <summary>The CPTS whose dossier it rests on, or null.</summary>
    public virtual Guid? Cpts => null;

    /// <summary>The person's key under which its answer is kept, or null.</summary>
    public virtual (Guid Person, string Key)? Key => null;

    /// <summary>Whether nobody waits for it any more; asked before it begins, never after.</summary>
    public bool IsGivenUp => cancellation.IsCancellationRequested;

    /// <summary>The envelopes that must be held while it is judged.</summary>
    public virtual IEnumerable<(string Region, int Year)> Envelopes(IStandings streams) => [];

    /// <summary>Judges it on the streams as they stand, at an instant.</summary>
    public abstract Judgement Judge(IStandings streams, DateTimeOffset now);

    public void Tell(ActOutcome? outcome) => told.TrySetResult(outcome);

    public void Fail(Exception failure) => told.TrySetException(failure);

    public void GiveUp() => told.TrySetCanceled(cancellation);
}

/// <summary>What came of judging an act.</summary>
/// <param name="Outcome">To be told once the group it was judged in is stored.</param>
/// <param name="Append">What it leaves, or null when there is nothing to store.</param>
internal sealed record Judgement(ActOutcome Outcome, Append? Append = null)
{
    /// <summary>An act that stands; nothing is stored of one that was already so and has no key.</summary>
    public static Judgement Done(ActAnswer answer, Append append) => new(new ActDone(answer), append.IsEmpty ? null : append);

    /// <summary>A refusal.</summary>
    public static Judgement No(Domain.Refusing.Rejection rejection) => new(new ActRefused(rejection));
}
