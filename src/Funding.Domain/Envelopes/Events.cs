namespace Funding.Domain.Envelopes;

/// <summary>Something that happened to the FIR envelope of a region and budget year. Member names are the storage format.</summary>
public abstract record EnvelopeEvent
{
    /// <summary>The date of the act.</summary>
    public required DateOnly EffectiveDate { get; init; }

    /// <summary>Number of the decree or decision, unique in the envelope for notifications.</summary>
    public string? Reference { get; init; }

    /// <summary>A free comment, sealed.</summary>
    public SealedText? Comment { get; init; }
}

/// <summary>Whether a notification opens an envelope or adds to it.</summary>
public enum NotificationKind
{
    /// <summary>The first one of the year.</summary>
    Initial,

    /// <summary>A later one.</summary>
    Complement,
}

/// <summary>The parts of an envelope, in euros (CSP L1435-8 to L1435-10). Prevention and medico-social are parts of the fungible one.</summary>
public sealed record EnvelopeParts(Money Total, Money Fungible, Money RingFenced, Money Prevention, Money MedicoSocial)
{
    /// <summary>Nothing.</summary>
    public static EnvelopeParts None { get; } = new(default, default, default, default, default);

    /// <summary>What is neither ring-fenced nor protected.</summary>
    public Money Free => Fungible - Prevention - MedicoSocial;

    /// <summary>Part by part.</summary>
    public static EnvelopeParts operator +(EnvelopeParts left, EnvelopeParts right) => new(
        left.Total + right.Total, left.Fungible + right.Fungible, left.RingFenced + right.RingFenced,
        left.Prevention + right.Prevention, left.MedicoSocial + right.MedicoSocial);
}

/// <summary>A decree notified the envelope, or a complement to it (R4).</summary>
/// <param name="RegionCode">INSEE code of the region.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Kind">Initial or complement.</param>
/// <param name="Parts">What it adds.</param>
/// <param name="Synthetic">True for figures made up for demonstration; absent otherwise.</param>
public sealed record EnvelopeNotified(string RegionCode, int Year, NotificationKind Kind, EnvelopeParts Parts, bool? Synthetic = null) : EnvelopeEvent;

/// <summary>The agency set what CPTS grants may use of the envelope (R4).</summary>
public sealed record CptsShareSet(Money Amount) : EnvelopeEvent;

/// <summary>A grant, or its increase, took credit (R5).</summary>
/// <param name="CptsId">The CPTS.</param>
/// <param name="CommitmentId">Its commitment.</param>
/// <param name="Amount">Euros, positive.</param>
public sealed record CreditCommitted(Guid CptsId, string CommitmentId, Money Amount) : EnvelopeEvent;

/// <summary>A decrease or a cancellation gave credit back.</summary>
/// <inheritdoc cref="CreditCommitted"/>
public sealed record CreditReleased(Guid CptsId, string CommitmentId, Money Amount) : EnvelopeEvent;
