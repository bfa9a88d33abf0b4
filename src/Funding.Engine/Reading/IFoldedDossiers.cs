using Funding.Domain.Cpts;

namespace Funding.Engine.Reading;

/// <summary>A dossier as known and effective at a moment, without its sealed texts.</summary>
/// <param name="Id">The CPTS.</param>
/// <param name="Version">Version of its stream as known then.</param>
/// <param name="State">All that its events amount to.</param>
public sealed record FoldedDossier(Guid Id, long Version, Dossier State);

/// <summary>Reads whole dossiers for exports, one after the other. Nothing here knows who asks: scope is the caller's business.</summary>
public interface IFoldedDossiers
{
    /// <summary>The dossiers of a region, of some departments, or one CPTS, all at one position of the ledger; phase and text of the query are not looked at.</summary>
    IAsyncEnumerable<FoldedDossier> ReadAsync(DossierQuery query, Moment moment, CancellationToken cancellation);
}
