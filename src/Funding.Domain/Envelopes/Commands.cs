namespace Funding.Domain.Envelopes;

/// <summary>Something asked of an envelope.</summary>
/// <param name="RegionCode">INSEE code of the region.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Reference">Number of the decree or decision.</param>
public abstract record EnvelopeCommand(string RegionCode, int Year, string Reference)
{
    /// <summary>The date of the act; null means today, the legal day of the region.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>A free comment, sealed.</summary>
    public SealedText? Comment { get; init; }
}

/// <summary>Record a notification (R4). An absent ring-fenced part is the difference; other absent parts are nothing.</summary>
/// <remarks>Refusals once well formed, in this order: already-exists, envelope-missing (a complement), ring-fenced, envelope-exceeded.</remarks>
public sealed record NotifyEnvelope(
    string RegionCode, int Year, NotificationKind Kind, Money Total, Money Fungible, Money? RingFenced, Money? Prevention, Money? MedicoSocial,
    string Reference, bool? Synthetic = null) : EnvelopeCommand(RegionCode, Year, Reference);

/// <summary>Set what CPTS grants may use of the envelope (R4).</summary>
/// <remarks>Refusals once well formed, in this order: envelope-missing, envelope-exceeded.</remarks>
public sealed record SetCptsShare(string RegionCode, int Year, Money Amount, string Reference) : EnvelopeCommand(RegionCode, Year, Reference);
