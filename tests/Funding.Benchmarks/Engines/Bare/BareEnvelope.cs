using Funding.Domain.Envelopes;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Funding.Benchmarks.Engines.Bare;

/// <summary>An envelope as the bare program keeps it: what an award must know.</summary>
/// <param name="Id">Its stream.</param>
/// <param name="AuthorisedCents">What may be committed.</param>
/// <param name="CommittedCents">What is.</param>
public sealed record BareEnvelope(string Id, long AuthorisedCents, long CommittedCents);

/// <summary>Kept with each append, so that nobody reads its stream.</summary>
public sealed partial class BareEnvelopes : SingleStreamProjection<BareEnvelope, string>
{
    /// <summary>Of the events of an envelope: else it would keep a document for each dossier too.</summary>
    public BareEnvelopes()
    {
        IncludeType<EnvelopeNotified>();
        IncludeType<CreditCommitted>();
    }

    /// <inheritdoc/>
    public override BareEnvelope Evolve(BareEnvelope? snapshot, string id, IEvent e)
    {
        var before = snapshot ?? new BareEnvelope(id, 0, 0);
        return e.Data switch
        {
            EnvelopeNotified it => before with { AuthorisedCents = before.AuthorisedCents + it.Parts.Total.Cents },
            CreditCommitted it => before with { CommittedCents = before.CommittedCents + it.Amount.Cents },
            _ => before,
        };
    }
}
