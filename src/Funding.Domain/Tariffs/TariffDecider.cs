using System.Diagnostics;
using Funding.Domain.Refusing;
using static Funding.Domain.Cpts.Judging;

namespace Funding.Domain.Tariffs;

/// <summary>What comes of a command on a tariff.</summary>
public abstract record TariffDecision;

/// <summary>Events to store; none when it was already so.</summary>
public sealed record TariffAccepted(Sequence<TariffEvent> Events) : TariffDecision;

/// <summary>A refusal, which changes nothing.</summary>
public sealed record TariffRefused(Rejection Rejection) : TariffDecision;

/// <summary>What a decision on a tariff may know besides the command and the history.</summary>
/// <param name="Today">The legal day of the mainland.</param>
/// <param name="Rules">Settings of the rules.</param>
/// <param name="Faults">Faults already found while the command was read.</param>
public sealed record TariffContext(DateOnly Today, RuleSettings Rules, Sequence<Fault> Faults);

/// <summary>How tariffs come into being, and how their cells are entered (R16).</summary>
public static class TariffDecider
{
    /// <summary>Judges a command on the tariff as it stands.</summary>
    public static TariffDecision Decide(TariffCommand command, AciTariff tariff, TariffContext context) => command switch
    {
        PublishTariff it => Publish(it, tariff, context),
        EnterTariffCell it when tariff.Exists => Enter(it, tariff, context),
        EnterTariffCell => No(new NotFound()),
        _ => throw new UnreachableException($"No decision for {command.GetType().Name}."),
    };

    private static TariffDecision Publish(PublishTariff command, AciTariff tariff, TariffContext context)
    {
        if (tariff.Publication is { } known)
            return known.Facts == command.Facts && known.Reference == command.Reference ? new TariffAccepted([]) : No(new AlreadyExists(command.Tariff));
        var on = command.Facts.ValidFrom < context.Today ? command.Facts.ValidFrom : context.Today;
        return new TariffAccepted([new AciTariffPublished(command.Tariff, command.Facts) { EffectiveDate = on, Reference = command.Reference, Comment = command.Comment }]);
    }

    private static TariffDecision Enter(EnterTariffCell command, AciTariff tariff, TariffContext context)
    {
        var faults = context.Faults.Concat(Faults(command, tariff, context).OfType<Fault>()).DistinctBy(fault => fault.Pointer).ToSequence();
        if (faults.Count > 0) return No(new Invalid(faults));
        var on = command.EffectiveDate ?? context.Today;
        var asked = new TariffCellEntered(command.Cell, command.Amount, command.Synthetic) { EffectiveDate = on, Reference = command.Reference, Comment = command.Comment };
        return tariff.EntryOn(command.Cell, on) is { } known && IsSame(command, asked, known) ? new TariffAccepted([]) : new TariffAccepted([asked]);
    }

    private static IEnumerable<Fault?> Faults(EnterTariffCell command, AciTariff tariff, TariffContext context)
    {
        foreach (var fault in ActDates.Faults(command.EffectiveDate, context.Today, context.Rules)) yield return fault;
        yield return When(string.IsNullOrWhiteSpace(command.Reference), "/reference", "Donnez la référence du texte qui fixe ce montant.");
        yield return When(command.Amount < Money.Zero || !command.Amount.IsInRange, "/amount", "Le montant n'est pas négatif et compte au plus 15 chiffres.");
        if (context.Faults.Any(fault => fault.Pointer is "/cell" or "/cell/item")) yield break; // nobody knows which cell was meant
        foreach (var fault in CellFaults(command.Cell, command.Amount, tariff)) yield return fault;
    }

    private static IEnumerable<Fault?> CellFaults(TariffCell cell, Money amount, AciTariff tariff)
    {
        var isMission = TariffCell.IsMission(cell.Item);
        yield return When(tariff.Facts.SizeClasses.All(size => size.Class != cell.Class), "/cell/class", $"Ce barème compte {tariff.Facts.SizeClasses.Count} tailles, numérotées à partir de 1.");
        yield return When(isMission && tariff.Missions.All(mission => TariffCell.ItemOf(mission) != cell.Item), "/cell/item", "Cette mission n'est pas de ce barème.");
        yield return When(isMission && cell.Part is null, "/cell/part", "Dites s'il s'agit de la part fixe ou de la part variable de la mission.");
        yield return When(!isMission && cell.Part is not null, "/cell/part", "Le fonctionnement et le plafond n'ont pas de parts.");
        yield return When(!isMission && amount == Money.Zero, "/amount", "Le fonctionnement et le plafond sont supérieurs à zéro.");
    }

    private static bool IsSame(EnterTariffCell command, TariffCellEntered asked, TariffCellEntered happened)
        => (command.EffectiveDate is null ? asked with { EffectiveDate = happened.EffectiveDate } : asked) == happened;

    private static TariffRefused No(Rejection rejection) => new(rejection);
}
