using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;

namespace Funding.Engine.Reading;

/// <summary>Which money: of a budget year, effective in a period. Null members do not restrict.</summary>
/// <param name="BudgetYear">Of the commitment; inherited by its entries.</param>
/// <param name="From">First effective day, inclusive.</param>
/// <param name="To">Last effective day, inclusive.</param>
/// <param name="Moment">From where in time.</param>
public sealed record FinancingQuery(int? BudgetYear, DateOnly? From, DateOnly? To, Moment Moment);

/// <summary>The financing of CPTS in a region, or in the nation.</summary>
/// <param name="RegionCode">INSEE code; null for the nation.</param>
/// <param name="Sources">By source; every source is there.</param>
/// <param name="Total">All sources.</param>
/// <param name="CptsByPhase">How many CPTS are in each phase; every phase is there.</param>
/// <param name="PopulationCovered">Inhabitants covered by a CPTS under contract, each commune once (LIFECYCLE section 6).</param>
/// <param name="Envelope">The FIR envelope of the budget year asked for, if notified; null when no year is asked.</param>
/// <param name="Synthetic">Whether anything made up for demonstration is in it.</param>
public sealed record Financing(
    string? RegionCode, IReadOnlyDictionary<FundingSource, Totals> Sources, Totals Total,
    IReadOnlyDictionary<PhaseName, int> CptsByPhase, long PopulationCovered, EnvelopeFigures? Envelope, bool Synthetic);

/// <summary>What is left of an envelope, in euros.</summary>
public sealed record EnvelopeFigures(Money Authorised, Money Committed)
{
    /// <summary>Authorised − committed.</summary>
    public Money Available => Authorised - Committed;
}

/// <summary>A FIR envelope as known and effective at a moment.</summary>
public sealed record EnvelopeView(string RegionCode, int Year, EnvelopeParts Parts, Money? CptsShare, EnvelopeFigures Figures, IReadOnlyList<NotificationView> Notifications, bool Synthetic);

/// <summary>A notification of an envelope.</summary>
public sealed record NotificationView(NotificationKind Kind, string Reference, DateOnly EffectiveDate, EnvelopeParts Parts);

/// <summary>Reads the money by region: sums of entries, whatever wrote them.</summary>
public interface IRegions
{
    /// <summary>One region.</summary>
    Task<Financing> RegionAsync(string regionCode, FinancingQuery query, CancellationToken cancellation);

    /// <summary>The 18 regions, by code, and the nation.</summary>
    Task<(IReadOnlyList<Financing> Regions, Financing Nation)> NationAsync(FinancingQuery query, CancellationToken cancellation);

    /// <summary>The envelopes, newest year first, then by region.</summary>
    Task<IReadOnlyList<EnvelopeView>> EnvelopesAsync(string? regionCode, int? year, Moment moment, CancellationToken cancellation);
}
