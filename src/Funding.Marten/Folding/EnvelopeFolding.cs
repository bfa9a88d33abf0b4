using System.Globalization;
using Funding.Domain.Envelopes;
using Funding.Engine.Storage;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Funding.Marten.Folding;

/// <summary>Folds an envelope by the domain's own fold; an event that is none of an envelope only counts.</summary>
public sealed partial class EnvelopeFolding : SingleStreamProjection<EnvelopeDocument, string>
{
    /// <inheritdoc/>
    public override EnvelopeDocument Evolve(EnvelopeDocument? snapshot, string id, IEvent e)
    {
        var before = snapshot?.State ?? Empty(id);
        var after = e.Data is EnvelopeEvent happened ? before.Evolve(happened) : before;
        return new EnvelopeDocument(id, e.Version, after, snapshot?.FirstAt ?? e.Timestamp, e.Timestamp);
    }

    private static FirEnvelope Empty(string id)
        => new(StreamId.RegionOfEnvelope(id) ?? "", int.Parse(id.AsSpan(id.LastIndexOf('-') + 1), CultureInfo.InvariantCulture));
}
