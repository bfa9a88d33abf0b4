using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>The steps that every decision takes in the same way (LIFECYCLE section 4).</summary>
internal static class Judging
{
    /// <summary>The rejection of a malformed command, all faults at once, or null. One fault per place is told: the first found.</summary>
    public static Decision? Faults(this ActContext context, CptsCommand command, params IEnumerable<Fault?> found)
    {
        var faults = context.Faults.Concat(ActDates.Faults(command.EffectiveDate, context.Today, context.Rules)).Concat(found.OfType<Fault>()).DistinctBy(fault => fault.Pointer).ToSequence();
        return faults.Count == 0 ? null : Decision.No(new Invalid(faults));
    }

    /// <summary>A fault at a place when a condition holds.</summary>
    public static Fault? When(bool condition, string pointer, string message) => condition ? new Fault(pointer, message) : null;

    /// <summary>A reason is given, in clear: an act that needs one is not recorded without it.</summary>
    public static Fault? ReasonFault(SealedText? reason) => When(string.IsNullOrWhiteSpace(reason?.Text), "/reason", "Donnez un motif.");

    /// <summary>The common members of the event that a command asks for.</summary>
    public static T From<T>(this T happened, CptsCommand command) where T : CptsEvent
        => happened with { Reference = command.Reference, Comment = command.Comment };

    /// <summary>Whether the act asked for is the one that already happened: same content, an omitted date not compared.</summary>
    public static bool IsSame(CptsCommand command, CptsEvent asked, CptsEvent happened)
        => (command.EffectiveDate is null ? asked with { EffectiveDate = happened.EffectiveDate } : asked) == happened;

    /// <summary>The answer to a key already used: nothing when the content is the same and still stands, else <c>already-exists</c>.</summary>
    public static Decision SameOrTaken(CptsCommand command, CptsEvent asked, CptsEvent happened, string key, bool stands = true)
        => stands && IsSame(command, asked, happened) ? Decision.Nothing : Decision.No(new AlreadyExists(key));

    /// <summary>A phase change that the present phase allows must not be dated before it.</summary>
    public static Rejection? InOrder(this Dossier dossier, DateOnly on) => InOrder(on, dossier.Phase.Since);

    /// <summary>An act is not dated before the one it rests on.</summary>
    public static Rejection? InOrder(DateOnly on, DateOnly earliest) => on < earliest ? new OutOfOrder(on, earliest) : null;

    /// <summary>The present phase does not allow this change of phase, whatever its date.</summary>
    public static Rejection WrongPhaseNow(this Dossier dossier, DateOnly on) => new WrongPhase(dossier.Phase.Name, on);

    /// <summary>The last phase before the dossier was closed, or the present one.</summary>
    public static Phase LastOpenPhase(this Dossier dossier) => dossier.Phases.FindLast(phase => !phase.IsClosed)!;

    /// <summary>The phase on the date of the act is not one of those that allow it.</summary>
    public static Rejection WrongPhase(this Dossier dossier, DateOnly on) => new WrongPhase(dossier.PhaseOn(on)?.Name, on);
}
