namespace Funding.Domain.Cpts;

/// <summary>Where a round stands.</summary>
public enum RoundStatus
{
    /// <summary>The last one: it can be approved, and signed once all have approved.</summary>
    Open,

    /// <summary>A contract or an amendment was signed on it.</summary>
    Signed,

    /// <summary>A later round took its place, or the negotiation was annulled.</summary>
    Superseded,
}
