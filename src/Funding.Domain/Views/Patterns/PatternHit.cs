using Funding.Domain.Cpts;

namespace Funding.Domain.Views;

/// <summary>What an auditor looks for (REFERENCE 1.5). A hit accuses nobody: it is where to look first.</summary>
public enum PatternKind
{
    /// <summary>Paid in advance year after year, and little of it earned or much of it taken back.</summary>
    UnspentAdvances,

    /// <summary>Grants just under the sum from which a convention must be named.</summary>
    JustUnderThreshold,

    /// <summary>Certified and paid in the same minute.</summary>
    PaidAtOnce,

    /// <summary>Recorded long after its date.</summary>
    RecordedLate,

    /// <summary>A share of variable parts far from the region's.</summary>
    VariableShareApart,
}

/// <summary>A place to look at.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Cpts">The CPTS.</param>
/// <param name="RegionCode">INSEE code of its region.</param>
public abstract record PatternHit(PatternKind Kind, Guid Cpts, string RegionCode)
{
    /// <summary>The budget years of the money concerned, in order; none for acts that move none.</summary>
    public abstract Sequence<int> BudgetYears { get; }

    /// <summary>The commitments concerned, when it is about some and not about all of the years.</summary>
    public virtual Sequence<string> Commitments => [];

    /// <summary>Ledger positions of the events behind it, in order.</summary>
    public abstract Sequence<long> Positions { get; }

    /// <summary>How grave it is beside others of its kind: the highest is told first.</summary>
    public abstract decimal Weight { get; }
}

/// <summary>The money of a CPTS in a budget year, as sums of its entries.</summary>
/// <param name="Cpts">The CPTS.</param>
/// <param name="RegionCode">INSEE code of its region.</param>
/// <param name="BudgetYear">Of the commitments.</param>
/// <param name="Paid">Euros, of every source.</param>
/// <param name="Advances">Of which on the functioning and the fixed parts of contracts, which are paid in advance of any result.</param>
/// <param name="RecoveryOrdered">Euros ordered to be paid back on the same commitments.</param>
/// <param name="Recoveries">Ledger positions of those orders.</param>
public sealed record YearOfMoney(Guid Cpts, string RegionCode, int BudgetYear, Money Paid, Money Advances, Money RecoveryOrdered, Sequence<long> Recoveries);

/// <summary>A budget year in which advances look unspent.</summary>
/// <param name="Money">What was paid and taken back.</param>
/// <param name="Earned">What the assessments of the year gave.</param>
public sealed record UnspentYear(YearOfMoney Money, EarnedFigures Earned)
{
    /// <summary>Taken back / paid, four decimals.</summary>
    public decimal? RecoveredShare => Shares.Of(Money.RecoveryOrdered, Money.Paid);
}

/// <summary>Several such years in a row.</summary>
public sealed record UnspentAdvances(Guid Cpts, string RegionCode, Sequence<UnspentYear> Years, Sequence<long> Behind) : PatternHit(PatternKind.UnspentAdvances, Cpts, RegionCode)
{
    /// <inheritdoc/>
    public override Sequence<int> BudgetYears => Years.Select(year => year.Money.BudgetYear).ToSequence();

    /// <inheritdoc/>
    public override Sequence<long> Positions => Behind;

    /// <inheritdoc/>
    public override decimal Weight => Years.Total(year => year.Money.Paid).Cents;
}

/// <summary>A grant with what is committed on it.</summary>
/// <param name="Cpts">The CPTS.</param>
/// <param name="Commitment">The grant.</param>
/// <param name="Amount">Euros.</param>
/// <param name="Positions">Of the events that say so.</param>
public sealed record GrantedSum(Guid Cpts, CommitmentRef Commitment, Money Amount, Sequence<long> Positions);

/// <summary>Grants of a CPTS in a budget year, of which some, or their sum, are just under the threshold.</summary>
/// <param name="Cpts">The CPTS.</param>
/// <param name="RegionCode">INSEE code of its region.</param>
/// <param name="BudgetYear">Of the grants.</param>
/// <param name="Grants">Those just under it or, when only their sum is, all that are summed (R6: FIR and transformation).</param>
/// <param name="Sum">Euros that FIR and transformation grants of the year come to together.</param>
/// <param name="SumIsUnder">Whether that sum is just under the threshold.</param>
public sealed record JustUnderThreshold(Guid Cpts, string RegionCode, int BudgetYear, Sequence<GrantedSum> Grants, Money Sum, bool SumIsUnder) : PatternHit(PatternKind.JustUnderThreshold, Cpts, RegionCode)
{
    /// <inheritdoc/>
    public override Sequence<int> BudgetYears => [BudgetYear];

    /// <inheritdoc/>
    public override Sequence<string> Commitments => Grants.Select(grant => grant.Commitment.Id).ToSequence();

    /// <inheritdoc/>
    public override Sequence<long> Positions => Grants.SelectMany(grant => grant.Positions).Order().ToSequence();

    /// <summary>Several in one year weigh more than one, whatever their amounts.</summary>
    public override decimal Weight => (Grants.Count * (decimal)Money.MaxCents) + Grants.Total(grant => grant.Amount).Cents;
}

/// <summary>A certification and a payment of the same instalment recorded one upon the other.</summary>
/// <param name="Cpts">The CPTS.</param>
/// <param name="RegionCode">INSEE code of its region.</param>
/// <param name="BudgetYear">Of the commitment.</param>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="Instalment">Its number.</param>
/// <param name="Amount">Euros paid.</param>
/// <param name="CertifiedAt">When the certification was recorded.</param>
/// <param name="Certification">Its ledger position.</param>
/// <param name="PaidAt">When the payment was recorded.</param>
/// <param name="Payment">Its ledger position.</param>
public sealed record PaidAtOnce(
    Guid Cpts, string RegionCode, int BudgetYear, string CommitmentId, int Instalment, Money Amount, DateTimeOffset CertifiedAt, long Certification, DateTimeOffset PaidAt, long Payment)
    : PatternHit(PatternKind.PaidAtOnce, Cpts, RegionCode)
{
    /// <summary>Between the two recordings.</summary>
    public double Seconds => (PaidAt - CertifiedAt).TotalSeconds;

    /// <inheritdoc/>
    public override Sequence<int> BudgetYears => [BudgetYear];

    /// <inheritdoc/>
    public override Sequence<string> Commitments => [CommitmentId];

    /// <inheritdoc/>
    public override Sequence<long> Positions => [Certification, Payment];

    /// <inheritdoc/>
    public override decimal Weight => Amount.Cents;
}

/// <summary>An act: what was recorded of a CPTS at one instant for one date.</summary>
/// <param name="Cpts">The CPTS.</param>
/// <param name="RegionCode">INSEE code of its region.</param>
/// <param name="EffectiveDate">The date of the act.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="BudgetYears">Of the money that it moves; none when it moves none.</param>
/// <param name="Positions">Of its events, in order.</param>
public sealed record RecordedAct(Guid Cpts, string RegionCode, DateOnly EffectiveDate, DateTimeOffset RecordedAt, Sequence<int> BudgetYears, Sequence<long> Positions);

/// <summary>An act recorded long after its date.</summary>
/// <param name="Act">The act.</param>
/// <param name="Days">From its date to the legal day of its recording.</param>
public sealed record RecordedLate(RecordedAct Act, int Days) : PatternHit(PatternKind.RecordedLate, Act.Cpts, Act.RegionCode)
{
    /// <inheritdoc/>
    public override Sequence<int> BudgetYears => Act.BudgetYears;

    /// <inheritdoc/>
    public override Sequence<long> Positions => Act.Positions;

    /// <inheritdoc/>
    public override decimal Weight => Days;
}

/// <summary>A CPTS whose variable parts of a budget year are earned far more, or far less, than those of its region.</summary>
/// <param name="Cpts">The CPTS.</param>
/// <param name="RegionCode">INSEE code of its region.</param>
/// <param name="BudgetYear">The year in which the contract years opened.</param>
/// <param name="Own">Of the CPTS.</param>
/// <param name="Region">Of all CPTS of the region, this one included.</param>
/// <param name="Group">How many CPTS those are.</param>
/// <param name="Parts">The lines of the CPTS.</param>
public sealed record VariableShareApart(Guid Cpts, string RegionCode, int BudgetYear, EarnedFigures Own, EarnedFigures Region, int Group, Sequence<VariablePart> Parts)
    : PatternHit(PatternKind.VariableShareApart, Cpts, RegionCode)
{
    /// <summary>Own share less the region's.</summary>
    public decimal Gap => (Own.Share ?? 0) - (Region.Share ?? 0);

    /// <inheritdoc/>
    public override Sequence<int> BudgetYears => [BudgetYear];

    /// <inheritdoc/>
    public override Sequence<string> Commitments => Parts.Select(part => part.Commitment.Id).ToSequence();

    /// <inheritdoc/>
    public override Sequence<long> Positions => Parts.SelectMany(part => part.Positions).Order().ToSequence();

    /// <inheritdoc/>
    public override decimal Weight => Math.Abs(Gap);
}
