namespace Funding.Domain.Views;

/// <summary>What became of a region's FIR envelope for CPTS.</summary>
/// <param name="RegionCode">INSEE code; null for all together.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Authorised">Euros that grants to CPTS may use (R4).</param>
/// <param name="Committed">Euros committed by them.</param>
/// <param name="Paid">Euros paid on them, whenever.</param>
/// <param name="IsReserved">Whether the agency set a share for CPTS: else what is authorised is all the free credit of the region, most of which is meant for others.</param>
/// <param name="IsClosed">Whether it takes no more acts (R5): until then, what is left may still be used.</param>
public sealed record EnvelopeSpending(string? RegionCode, int Year, Money Authorised, Money Committed, Money Paid, bool IsReserved, bool IsClosed)
{
    /// <summary>Authorised − committed.</summary>
    public Money Available => Authorised - Committed;

    /// <summary>Committed / authorised, four decimals; null when nothing is authorised.</summary>
    public decimal? CommittedShare => Shares.Of(Committed, Authorised);

    /// <summary>Paid / authorised, four decimals; null when nothing is authorised.</summary>
    public decimal? PaidShare => Shares.Of(Paid, Authorised);

    /// <summary>Whether it was reserved for CPTS and is closed with less than this share of it committed.</summary>
    public bool IsUnderSpent(decimal share) => IsReserved && IsClosed && CommittedShare < share;
}
