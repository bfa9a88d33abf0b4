using Funding.Domain;
using Funding.Domain.Envelopes;

namespace Funding.Marten.Views;

/// <summary>The money of a region, all years.</summary>
/// <param name="Id">INSEE code of the region.</param>
public sealed record RegionFinancing(string Id)
{
    /// <summary>What the entries of its CPTS add up to.</summary>
    public Sequence<Sum> Sums { get; init; } = [];

    /// <summary>Its FIR envelopes, as far as notified and shared: what they commit is in the sums.</summary>
    public Sequence<FirEnvelope> Envelopes { get; init; } = [];
}
