using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Web.Acts;

namespace Funding.Host.Web.Pages;

/// <summary>A commitment with all that happened to it.</summary>
public sealed record CommitmentModel
{
    /// <summary>From where in time; its zone is that of the region.</summary>
    public required MomentQuestion Moment { get; init; }

    /// <summary>The dossier as it was then.</summary>
    public required DossierView View { get; init; }

    /// <summary>The commitment as it was then.</summary>
    public required Commitment Commitment { get; init; }

    /// <summary>Its events, oldest first.</summary>
    public required IReadOnlyList<TimelineItem> Events { get; init; }

    /// <summary>What the visitor may do here; nothing where the past is shown.</summary>
    public required IReadOnlyList<ActOffer> Offers { get; init; }

    internal string Address => Links.Commitment(View.Id, Commitment.Ref.Id, null);
}
