using Funding.Domain.Tariffs;
using Funding.Engine.Storage;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Funding.Marten.Folding;

/// <summary>Folds a tariff by the domain's own fold; an event that is none of a tariff only counts.</summary>
public sealed partial class TariffFolding : SingleStreamProjection<TariffDocument, string>
{
    /// <inheritdoc/>
    public override TariffDocument Evolve(TariffDocument? snapshot, string id, IEvent e)
    {
        var before = snapshot?.State ?? new AciTariff(StreamId.IsTariff(id, out var tariff) ? tariff : id);
        var after = e.Data is TariffEvent happened ? before.Evolve(happened) : before;
        return new TariffDocument(id, e.Version, after, snapshot?.FirstAt ?? e.Timestamp, e.Timestamp);
    }
}
