using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>Sums of financial entries, in euros.</summary>
public sealed record Totals(Money Committed, Money Certified, Money Paid, Money Barred, Money RecoveryOrdered, Money Recovered, Money Waived)
{
    /// <summary>Nothing.</summary>
    public static Totals None { get; } = new(default, default, default, default, default, default, default);

    /// <summary>What remains to be paid: committed − paid − barred.</summary>
    public Money Outstanding => Committed - Paid - Barred;

    /// <summary>Paid − recovered.</summary>
    public Money NetPaid => Paid - Recovered;

    /// <summary>Member by member.</summary>
    public static Totals operator -(Totals left, Totals right) => new(
        left.Committed - right.Committed, left.Certified - right.Certified, left.Paid - right.Paid, left.Barred - right.Barred,
        left.RecoveryOrdered - right.RecoveryOrdered, left.Recovered - right.Recovered, left.Waived - right.Waived);

    /// <summary>With a sum of entries of one kind added.</summary>
    public Totals With(EntryKind kind, Money amount) => kind switch
    {
        EntryKind.Committed => this with { Committed = Committed + amount },
        EntryKind.Certified => this with { Certified = Certified + amount },
        EntryKind.Paid => this with { Paid = Paid + amount },
        EntryKind.Barred => this with { Barred = Barred + amount },
        EntryKind.RecoveryOrdered => this with { RecoveryOrdered = RecoveryOrdered + amount },
        EntryKind.Recovered => this with { Recovered = Recovered + amount },
        EntryKind.Waived => this with { Waived = Waived + amount },
        _ => this,
    };

    /// <summary>The sum of the entries of one kind.</summary>
    public Money Of(EntryKind kind) => kind switch
    {
        EntryKind.Committed => Committed,
        EntryKind.Certified => Certified,
        EntryKind.Paid => Paid,
        EntryKind.Barred => Barred,
        EntryKind.RecoveryOrdered => RecoveryOrdered,
        EntryKind.Recovered => Recovered,
        EntryKind.Waived => Waived,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What commitments amount to together.</summary>
    public static Totals Of(IEnumerable<Commitment> commitments)
        => commitments.Aggregate(None, (sum, it) => sum + new Totals(it.Committed, it.Certified, it.Paid, it.Barred, it.RecoveryOrdered, it.Recovered, it.Waived));

    /// <summary>The same by source; a source without commitments is absent.</summary>
    public static Dictionary<FundingSource, Totals> BySource(IEnumerable<Commitment> commitments)
        => commitments.GroupBy(commitment => commitment.Ref.Source).ToDictionary(group => group.Key, Of);

    /// <summary>Member by member.</summary>
    public static Totals operator +(Totals left, Totals right) => new(
        left.Committed + right.Committed, left.Certified + right.Certified, left.Paid + right.Paid, left.Barred + right.Barred,
        left.RecoveryOrdered + right.RecoveryOrdered, left.Recovered + right.Recovered, left.Waived + right.Waived);
}
