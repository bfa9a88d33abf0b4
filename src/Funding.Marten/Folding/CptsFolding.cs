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
        return new CptsDocument(id, e.Version, e.Data is CptsEvent happened ? CptsFold.Evolve(before, new Recorded<CptsEvent>(e.Id, Actor(e), happened)) : before);
    }

    /// <summary>Who acted, as both engines write it beside the event.</summary>
    private static PersonId Actor(IEvent e)
        => Guid.TryParse(e.GetHeader("actor") as string, out var person) ? new PersonId(person) : PersonId.System;
}
