using Funding.Domain.Cpts;

namespace Funding.Domain.Views;

/// <summary>What a financial entry counts (LIFECYCLE section 6).</summary>
public enum EntryKind
{
    /// <summary>Awards, amendments and releases.</summary>
    Committed,

    /// <summary>Service certified.</summary>
    Certified,

    /// <summary>Money paid.</summary>
    Paid,

    /// <summary>Sums time-barred.</summary>
    Barred,

    /// <summary>Money ordered to be paid back.</summary>
    RecoveryOrdered,

    /// <summary>Money paid back.</summary>
    Recovered,

    /// <summary>Money to be paid back that was given up.</summary>
    Waived,
}

/// <summary>A movement of money: every figure on every screen is a sum of these.</summary>
/// <param name="Commitment">The commitment, with its source, budget year, region and department.</param>
/// <param name="Instalment">The instalment, or null for what concerns the whole commitment.</param>
/// <param name="Kind">What it counts.</param>
/// <param name="Amount">Euros, of either sign.</param>
/// <param name="EffectiveDate">The date from which it counts.</param>
public sealed record Entry(CommitmentRef Commitment, int? Instalment, EntryKind Kind, Money Amount, DateOnly EffectiveDate);
