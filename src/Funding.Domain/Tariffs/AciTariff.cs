using System.Collections.Immutable;
using Funding.Domain.Aci;

namespace Funding.Domain.Tariffs;

/// <summary>A tariff of the ACI: what was published, and what was entered in its cells since. It is the nation's, whatever the region of a CPTS.</summary>
/// <param name="Id">Its id, such as <c>aci-2019</c>.</param>
public sealed record AciTariff(string Id)
{
    private ImmutableDictionary<TariffCell, History<Money>> Cells { get; init; } = ImmutableDictionary<TariffCell, History<Money>>.Empty;

    /// <summary>How many events it has: which cells were known is said by naming it.</summary>
    public long Version { get; init; }

    /// <summary>Its publication, or null when there is no such tariff: then only <see cref="Id"/>, <see cref="Version"/> and <see cref="Exists"/> may be asked.</summary>
    public AciTariffPublished? Publication { get; init; }

    /// <summary>What was entered, in the order in which it was recorded.</summary>
    public ImmutableList<TariffCellEntered> Entries { get; init; } = [];

    /// <summary>Whether it was ever published.</summary>
    public bool Exists => Publication is not null;

    /// <summary>What was published.</summary>
    public TariffFacts Facts => Publication?.Facts ?? throw new InvalidOperationException($"No tariff « {Id} » was published.");

    /// <summary>The missions that every contract has.</summary>
    public Sequence<Mission> CoreMissions => Facts.CoreMissions;

    /// <summary>The missions that a contract may have: the core ones, then the optional ones.</summary>
    public Sequence<Mission> Missions => Facts.CoreMissions.Concat(Facts.OptionalMissions).ToSequence();

    /// <summary>Every cell of its table, filled or empty: by class, the functioning, the ceiling, then mission by mission.</summary>
    public IEnumerable<TariffCell> Table => Facts.SizeClasses.SelectMany(size => CellsOf(size.Class));

    /// <summary>Whether terms may be agreed under it on that day.</summary>
    public bool IsInForce(DateOnly day) => day >= Facts.ValidFrom && (Facts.ValidTo is not { } last || day <= last);

    /// <summary>The size class of a population.</summary>
    public int ClassOf(int population) => Facts.SizeClasses.First(size => size.Holds(population)).Class;

    /// <summary>Euros a year for the functioning; null when nobody has entered it.</summary>
    public Money? Functioning(int sizeClass, DateOnly on) => Amount(new(sizeClass, TariffItem.Functioning), on);

    /// <summary>The most that a contract may come to, in euros a year; null when nobody has entered it.</summary>
    public Money? Ceiling(int sizeClass, DateOnly on) => Amount(new(sizeClass, TariffItem.Ceiling), on);

    /// <summary>The most that a part of a mission may come to, in euros a year; null when nobody has entered it.</summary>
    public Money? MissionPart(int sizeClass, Mission mission, MissionPart part, DateOnly on) => Amount(TariffCell.Of(sizeClass, mission, part), on);

    /// <summary>The amount of a cell on a day, or null when it is empty.</summary>
    public Money? Amount(TariffCell cell, DateOnly on) => Cells.TryGetValue(cell, out var amounts) ? amounts.On(on) : null;

    /// <summary>The entry that says what a cell holds on a day; null when it is still what was published, or nothing dated so early.</summary>
    public TariffCellEntered? EntryOn(TariffCell cell, DateOnly on)
        => Entries.FindAll(entry => entry.Cell == cell && entry.EffectiveDate <= on) is { IsEmpty: false } found
            ? found.FindLast(entry => entry.EffectiveDate == found.Max(one => one.EffectiveDate)) : null;

    /// <summary>What terms signed now rest on, for a population.</summary>
    public TariffBasis BasisFor(int population)
        => new(Id, Version, Publication!.Reference!, ClassOf(population), population, Facts.AdvanceRate, Facts.TermYears, Facts.Deadlines);

    /// <summary>The tariff after all events.</summary>
    public static AciTariff Fold(string id, IEnumerable<TariffEvent> events) => events.Aggregate(new AciTariff(id), (tariff, happened) => tariff.Evolve(happened));

    /// <summary>The tariff after one more event.</summary>
    public AciTariff Evolve(TariffEvent happened) => happened switch
    {
        // What was published holds from the beginning of days, lest it hide what was entered for the first day of the tariff, or ahead of it.
        AciTariffPublished it => Next with { Publication = it, Cells = it.Facts.Cells.ToImmutableDictionary(one => one.Cell, one => History<Money>.Starting(DateOnly.MinValue, one.Amount)) },
        TariffCellEntered it => Next with { Entries = Entries.Add(it), Cells = Cells.SetItem(it.Cell, After(it)) },
        _ => Next,
    };

    private AciTariff Next => this with { Version = Version + 1 };

    private History<Money> After(TariffCellEntered it)
        => Cells.TryGetValue(it.Cell, out var amounts) ? amounts.With(it.EffectiveDate, it.Amount) : History<Money>.Starting(it.EffectiveDate, it.Amount);

    private IEnumerable<TariffCell> CellsOf(int sizeClass) =>
    [
        new(sizeClass, TariffItem.Functioning),
        new(sizeClass, TariffItem.Ceiling),
        .. Missions.SelectMany(mission => new[] { TariffCell.Of(sizeClass, mission, Tariffs.MissionPart.Fixed), TariffCell.Of(sizeClass, mission, Tariffs.MissionPart.Variable) }),
    ];
}
