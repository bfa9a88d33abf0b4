using Funding.Domain;
using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>What entries may be summed up to: each kind of entry by itself, and what is worked out of several.</summary>
public enum Figure
{
    /// <summary>Entries of that kind.</summary>
    Committed,

    /// <inheritdoc cref="Committed"/>
    Certified,

    /// <inheritdoc cref="Committed"/>
    Paid,

    /// <inheritdoc cref="Committed"/>
    Barred,

    /// <inheritdoc cref="Committed"/>
    RecoveryOrdered,

    /// <inheritdoc cref="Committed"/>
    Recovered,

    /// <inheritdoc cref="Committed"/>
    Waived,

    /// <summary>What remains to be paid: committed − paid − barred.</summary>
    Outstanding,

    /// <summary>Paid − recovered.</summary>
    NetPaid,

    /// <summary>What a CPTS still has to pay back: ordered − recovered − waived.</summary>
    Due,
}

/// <summary>How figures come out of entries.</summary>
public static class Figures
{
    /// <summary>The kinds of entries that it is made of: the first adds, the others take away.</summary>
    public static IReadOnlyList<EntryKind> Kinds(this Figure figure) => figure switch
    {
        Figure.Outstanding => [EntryKind.Committed, EntryKind.Paid, EntryKind.Barred],
        Figure.NetPaid => [EntryKind.Paid, EntryKind.Recovered],
        Figure.Due => [EntryKind.RecoveryOrdered, EntryKind.Recovered, EntryKind.Waived],
        _ => [Enum.Parse<EntryKind>(figure.ToString())],
    };

    /// <summary>Its amount in euros, from the sums of the entries.</summary>
    public static Money In(this Figure figure, Totals totals)
    {
        var kinds = figure.Kinds();
        return kinds.Skip(1).Aggregate(totals.Of(kinds[0]), (rest, kind) => rest - totals.Of(kind));
    }
}
