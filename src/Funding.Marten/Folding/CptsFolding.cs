using Funding.Domain;
using Funding.Domain.Cpts;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Funding.Marten.Folding;

/// <summary>Folds a CPTS by the domain's own fold; an event that is none of a CPTS only counts.</summary>
public sealed partial class CptsFolding : SingleStreamProjection<CptsDocument, string>
{
    /// <inheritdoc/>
    public override CptsDocument Evolve(CptsDocument? snapshot, string id, IEvent e)
    {
        var before = snapshot?.State ?? CptsState.None;
        var after = e.Data is CptsEvent happened ? CptsFold.Evolve(before, new Recorded<CptsEvent>(e.Id, Headers.ActorOf(e), happened)) : before;
        return new CptsDocument(id, e.Version, after, snapshot?.FirstAt ?? e.Timestamp, e.Timestamp);
    }
}
