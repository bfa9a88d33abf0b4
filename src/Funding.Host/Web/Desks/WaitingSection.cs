using Funding.Domain;
using Funding.Domain.Views;
using Funding.Engine.Reading;

namespace Funding.Host.Web.Desks;

/// <summary>What waits of one kind, earliest first.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Items">All of it.</param>
public sealed record WaitingSection(WaitingKind Kind, IReadOnlyList<WaitingItem> Items)
{
    /// <summary>How much of it a desk shows.</summary>
    public const int MostShown = 10;

    /// <summary>What a desk shows of it.</summary>
    public IReadOnlyList<WaitingItem> Shown => [.. Items.Take(MostShown)];

    /// <summary>The euros at stake; null where they are not money that moves.</summary>
    public Money? Sum => Kind is WaitingKind.Certification or WaitingKind.Recertification or WaitingKind.Payment or WaitingKind.Receipt ? Items.Total(it => it.Act.Amount ?? Money.Zero) : null;

    /// <summary>How many are late.</summary>
    public int Late => Items.Count(it => it.IsLate);

    /// <summary>All kinds of which something waits: what the law gives a day first, then what holds money up.</summary>
    public static IReadOnlyList<WaitingSection> Of(IEnumerable<WaitingItem> items)
        => [.. items.GroupBy(it => it.Act.Kind).OrderBy(group => group.Key).Select(group => new WaitingSection(group.Key, [.. group]))];
}
