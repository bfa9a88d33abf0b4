using System.Diagnostics;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;

namespace Funding.Domain.Envelopes;

/// <summary>What comes of a command on an envelope.</summary>
public abstract record EnvelopeDecision;

/// <summary>Events to store; none when it was already so.</summary>
public sealed record EnvelopeAccepted(Sequence<EnvelopeEvent> Events) : EnvelopeDecision;

/// <summary>A refusal, which changes nothing.</summary>
public sealed record EnvelopeRefused(Rejection Rejection) : EnvelopeDecision;

/// <summary>What a decision on an envelope may know besides the command and the history.</summary>
/// <param name="Today">The legal day of the region.</param>
/// <param name="Reference">Regions.</param>
/// <param name="Rules">Settings of the rules.</param>
/// <param name="Faults">Faults already found while the command was read.</param>
public sealed record EnvelopeContext(DateOnly Today, IReferenceData Reference, RuleSettings Rules, Sequence<Fault> Faults);

/// <summary>R4: notifications, complements and the CPTS share.</summary>
public static class EnvelopeDecider
{
    /// <summary>Judges a command on the envelope as it stands.</summary>
    public static EnvelopeDecision Decide(EnvelopeCommand command, FirEnvelope envelope, EnvelopeContext context)
    {
        var faults = context.Faults.Concat(Faults(command, envelope, context).OfType<Fault>()).DistinctBy(fault => fault.Pointer).ToSequence();
        return faults.Count > 0 ? No(new Invalid(faults)) : command switch
        {
            NotifyEnvelope it => Notify(it, envelope, context),
            SetCptsShare it => SetShare(it, envelope, context),
            _ => throw new UnreachableException(),
        };
    }

    private static EnvelopeDecision Notify(NotifyEnvelope command, FirEnvelope envelope, EnvelopeContext context)
    {
        var asked = new EnvelopeNotified(command.RegionCode, command.Year, command.Kind, PartsOf(command), command.Synthetic)
        {
            EffectiveDate = command.EffectiveDate ?? context.Today, Reference = command.Reference, Comment = command.Comment,
        };
        if (envelope.Notifications.TryGetValue(command.Reference, out var known))
            return IsSame(command, asked, known) ? new EnvelopeAccepted([]) : No(new AlreadyExists(command.Reference));
        if (command.Kind == NotificationKind.Initial && envelope.Exists) return No(new AlreadyExists($"{command.RegionCode}/{command.Year}"));
        if (command.Kind == NotificationKind.Complement && !envelope.Exists) return No(new EnvelopeMissing(command.RegionCode, command.Year));
        return Lowered(asked.Parts) is { } lowered ? No(lowered)
            : Shortfall(envelope, envelope.Evolve(asked)) is { } exceeded ? No(exceeded)
            : new EnvelopeAccepted([asked]);
    }

    private static EnvelopeDecision SetShare(SetCptsShare command, FirEnvelope envelope, EnvelopeContext context)
    {
        var asked = new CptsShareSet(command.Amount)
        {
            EffectiveDate = command.EffectiveDate ?? context.Today, Reference = command.Reference, Comment = command.Comment,
        };
        if (envelope.ShareDecision is { } known && IsSame(command, asked, known)) return new EnvelopeAccepted([]);
        if (!envelope.Exists) return No(new EnvelopeMissing(command.RegionCode, command.Year));
        if (command.Amount > envelope.Parts.Free) return No(new EnvelopeExceeded(command.Amount, envelope.Parts.Free));
        return command.Amount < envelope.Committed ? No(new EnvelopeExceeded(envelope.Committed, command.Amount)) : new EnvelopeAccepted([asked]);
    }

    /// <summary>A complement never lowers a ring-fenced or protected part.</summary>
    private static RingFenced? Lowered(EnvelopeParts parts)
        => parts.RingFenced < Money.Zero ? new RingFenced("ringFenced", parts.RingFenced, Money.Zero)
            : parts.Prevention < Money.Zero ? new RingFenced("prevention", parts.Prevention, Money.Zero)
            : parts.MedicoSocial < Money.Zero ? new RingFenced("medicoSocial", parts.MedicoSocial, Money.Zero)
            : null;

    /// <summary>A complement that takes credit leaves at least the CPTS share, and at least what is committed.</summary>
    private static EnvelopeExceeded? Shortfall(FirEnvelope before, FirEnvelope after)
        => after.Parts.Free >= before.Parts.Free ? null
            : after.CptsShare is { } share && share > after.Parts.Free ? new EnvelopeExceeded(share, after.Parts.Free)
            : after.Available < Money.Zero ? new EnvelopeExceeded(after.Committed, after.Authorised)
            : null;

    private static EnvelopeParts PartsOf(NotifyEnvelope it)
        => new(it.Total, it.Fungible, it.RingFenced ?? (it.Total - it.Fungible), it.Prevention ?? Money.Zero, it.MedicoSocial ?? Money.Zero);

    private static IEnumerable<Fault?> Faults(EnvelopeCommand command, FirEnvelope envelope, EnvelopeContext context)
    {
        var last = context.Today.Year + 1;
        yield return When(command.RegionCode is null || !context.Reference.IsRegion(command.RegionCode), "/regionCode", "Région inconnue : un code INSEE parmi les 18 régions est attendu.");
        yield return When(command.Year < context.Rules.FirstBudgetYear || command.Year > last, "/year", $"L'exercice est une année entre {context.Rules.FirstBudgetYear} et {last}.");
        yield return When(command.EffectiveDate > context.Today, "/effectiveDate", $"Un acte ne peut pas être daté dans le futur (aujourd'hui : {InFrench.Of(context.Today)}).");
        yield return When(string.IsNullOrWhiteSpace(command.Reference), "/reference", "Donnez la référence de l'acte.");
        if (command is SetCptsShare share) yield return When(share.Amount < Money.Zero || !share.Amount.IsInRange, "/amount", "Le montant n'est pas négatif et compte au plus 15 chiffres.");
        if (command is not NotifyEnvelope it) yield break;
        var overflows = Overflows(it, envelope.Parts).ToList();
        foreach (var pointer in overflows) yield return new Fault(pointer, "Le montant, seul ou ajouté à l'enveloppe, dépasse 15 chiffres.");
        if (overflows.Count > 0) yield break;
        var parts = PartsOf(it);
        var initial = it.Kind == NotificationKind.Initial;
        var gap = parts.Fungible + parts.RingFenced - parts.Total;
        yield return When(initial && !it.Total.IsPositive, "/total", "Le total est supérieur à zéro.");
        yield return When(initial && it.Fungible < Money.Zero, "/fungible", "Le montant n'est pas négatif.");
        yield return When(initial && parts.RingFenced < Money.Zero, "/ringFenced", "Le montant n'est pas négatif.");
        yield return When(initial && parts.Prevention < Money.Zero, "/prevention", "Le montant n'est pas négatif.");
        yield return When(initial && parts.MedicoSocial < Money.Zero, "/medicoSocial", "Le montant n'est pas négatif.");
        yield return When(Money.Max(gap, -gap) > context.Rules.EnvelopeTolerance, "/total", $"Le total n'est pas la somme du fongible et du sanctuarisé (à {InFrench.Of(context.Rules.EnvelopeTolerance)} près).");
        yield return When(initial && parts.Free < Money.Zero, "/fungible", "La prévention et le médico-social sont des parts du fongible : ils ne peuvent pas le dépasser.");
    }

    /// <summary>The parts that could not be stored, alone or with those notified before; the others can be added without a thought.</summary>
    private static IEnumerable<string> Overflows(NotifyEnvelope it, EnvelopeParts before)
    {
        (string Pointer, decimal Added, Money Before)[] sums =
        [
            ("/total", it.Total.Cents, before.Total),
            ("/fungible", it.Fungible.Cents, before.Fungible),
            ("/ringFenced", it.RingFenced?.Cents ?? ((decimal)it.Total.Cents - it.Fungible.Cents), before.RingFenced),
            ("/prevention", it.Prevention?.Cents ?? 0, before.Prevention),
            ("/medicoSocial", it.MedicoSocial?.Cents ?? 0, before.MedicoSocial),
        ];
        return from sum in sums
               where Math.Abs(sum.Added) > Money.MaxCents || Math.Abs(sum.Added + sum.Before.Cents) > Money.MaxCents
               select sum.Pointer;
    }

    private static Fault? When(bool condition, string pointer, string message) => condition ? new Fault(pointer, message) : null;

    private static bool IsSame(EnvelopeCommand command, EnvelopeEvent asked, EnvelopeEvent happened)
        => (command.EffectiveDate is null ? asked with { EffectiveDate = happened.EffectiveDate } : asked) == happened;

    private static EnvelopeRefused No(Rejection rejection) => new(rejection);
}
