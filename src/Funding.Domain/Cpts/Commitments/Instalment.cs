namespace Funding.Domain.Cpts;

/// <summary>What an instalment is in the payment of its commitment.</summary>
public enum InstalmentKind
{
    /// <summary>The only one.</summary>
    Whole,

    /// <summary>Paid before the service (avance).</summary>
    Advance,

    /// <summary>Paid as the service goes (acompte).</summary>
    Partial,

    /// <summary>Paid at the end (solde).</summary>
    Balance,
}

/// <summary>An instalment as it is asked for.</summary>
/// <param name="DueOn">When payment is forecast; it never blocks a payment.</param>
/// <param name="Amount">Euros.</param>
/// <param name="Kind">Null: <see cref="InstalmentKind.Whole"/> when alone, else the last is the balance and the others are partial.</param>
public sealed record InstalmentPlan(DateOnly DueOn, Money Amount, InstalmentKind? Kind = null);

/// <summary>An instalment as it was decided.</summary>
/// <param name="Number">1, 2, 3…; it never changes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="DueOn">Forecast day of payment.</param>
/// <param name="Amount">Euros.</param>
public sealed record PlannedInstalment(int Number, InstalmentKind Kind, DateOnly DueOn, Money Amount);

/// <summary>An instalment after an amendment.</summary>
/// <param name="Number">1, 2, 3…; a number not yet known opens an instalment.</param>
/// <param name="Kind">What it is now.</param>
/// <param name="DueOn">Forecast day of payment now.</param>
/// <param name="Change">Euros added, or taken when negative.</param>
public sealed record InstalmentChange(int Number, InstalmentKind Kind, DateOnly DueOn, Money Change);

/// <summary>A part of an amount that falls on one instalment.</summary>
/// <param name="Number">The instalment.</param>
/// <param name="Amount">Euros, positive.</param>
public sealed record InstalmentSum(int Number, Money Amount);

/// <summary>An instalment with what happened to it; all amounts are sums of financial entries.</summary>
public sealed record Instalment(int Number, InstalmentKind Kind, DateOnly DueOn)
{
    /// <summary>What it is worth.</summary>
    public Money Amount { get; init; }

    /// <summary>What the authorising officer certified as owed.</summary>
    public Money Certified { get; init; }

    /// <summary>What was paid.</summary>
    public Money Paid { get; init; }

    /// <summary>What is time-barred.</summary>
    public Money Barred { get; init; }

    /// <summary>Certified and neither paid nor fallen.</summary>
    public Money Payable => Certified - Paid;

    /// <summary>Neither paid nor barred.</summary>
    public Money Outstanding => Amount - Paid - Barred;

    /// <summary>What an amendment or a cancellation cannot take back: what is certified, or paid or barred.</summary>
    public Money Fixed => Money.Max(Certified, Paid + Barred);

    /// <summary>Neither certified nor barred.</summary>
    public Money Free => Amount - Fixed;
}

/// <summary>Numbers and kinds of instalments asked for.</summary>
internal static class Planning
{
    public static Sequence<PlannedInstalment> Number(IReadOnlyList<InstalmentPlan> plans)
        => plans.Select((plan, i) => new PlannedInstalment(i + 1, plan.Kind ?? DefaultKind(i, plans.Count), plan.DueOn, plan.Amount)).ToSequence();

    private static InstalmentKind DefaultKind(int index, int count)
        => count == 1 ? InstalmentKind.Whole : index == count - 1 ? InstalmentKind.Balance : InstalmentKind.Partial;
}
