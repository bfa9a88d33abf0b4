namespace Funding.Host.Settings;

/// <summary>When a message that failed is tried again, and when no more.</summary>
public sealed record RetrySettings
{
    /// <summary>Longest wait before the second attempt; it doubles with each further one.</summary>
    public double FirstSeconds { get; set; } = 30;

    /// <summary>Longest wait before any attempt.</summary>
    public double MaxSeconds { get; set; } = 3600;

    /// <summary>Failures of its own after which a message is a dead letter.</summary>
    public int MaxAttempts { get; set; } = 8;

    /// <summary>Age after which a message that fails, whoever is at fault, is a dead letter.</summary>
    public double GiveUpHours { get; set; } = 72;
}
