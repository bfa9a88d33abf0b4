using Funding.Domain;
using Funding.Domain.Tariffs;

namespace Funding.Engine.Reading;

/// <summary>An ACI tariff as known and effective at a moment, with the acts that made it so.</summary>
/// <param name="Tariff">What it says.</param>
/// <param name="Version">Version of its stream.</param>
/// <param name="Acts">Its events with who made them and when, in the order of their recording: the publication first.</param>
public sealed record TariffView(AciTariff Tariff, long Version, IReadOnlyList<TariffAct> Acts)
{
    /// <summary>What was entered in a cell, in the order of recording.</summary>
    public IEnumerable<TariffAct> EntriesOf(TariffCell cell) => Acts.Where(act => act.Event is TariffCellEntered entered && entered.Cell == cell);

    /// <summary>What a cell holds at the moment, or null when it is empty.</summary>
    public Money? AmountOf(TariffCell cell) => Tariff.Amount(cell, DateOnly.MaxValue);

    /// <summary>The act that says so, or null when the cell is empty.</summary>
    public TariffAct? SourceOf(TariffCell cell)
        => Tariff.EntryOn(cell, DateOnly.MaxValue) is { } entry ? Acts.Last(act => ReferenceEquals(act.Event, entry))
            : AmountOf(cell) is null ? null
            : Acts[0];
}

/// <summary>An event of a tariff.</summary>
/// <param name="Version">The version of the tariff that it made.</param>
/// <param name="RecordedAt">UTC.</param>
/// <param name="Actor">Who acted.</param>
/// <param name="ActorName">Their name, or null when it is not known any more.</param>
/// <param name="Event">What happened.</param>
public sealed record TariffAct(long Version, DateTimeOffset RecordedAt, PersonId Actor, string? ActorName, TariffEvent Event);

/// <summary>Reads the ACI tariffs.</summary>
public interface ITariffs
{
    /// <summary>All of them, the latest first.</summary>
    Task<IReadOnlyList<TariffView>> ListAsync(Moment moment, CancellationToken cancellation);
}
