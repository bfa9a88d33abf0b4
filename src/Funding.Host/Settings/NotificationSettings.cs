namespace Funding.Host.Settings;

/// <summary>How people and programs are told: section <c>Funding:Notifications</c>.</summary>
public sealed record NotificationSettings
{
    /// <summary>Where people reach this program, for the links in messages; the first of <see cref="FundingSettings.Urls"/> when null.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>The server that takes e-mail; without a host no e-mail is sent.</summary>
    public SmtpSettings Smtp { get; set; } = new();

    /// <summary>When a message that failed is tried again, and when no more.</summary>
    public RetrySettings Retry { get; set; } = new();

    /// <summary>How many days what became of a message is kept once it was sent or discarded (1 or more). Dead letters are kept until somebody decides.</summary>
    public int RetentionDays { get; set; } = 90;
}

/// <summary>The server that takes e-mail.</summary>
public sealed record SmtpSettings
{
    /// <summary>Its name or address; null for none.</summary>
    public string? Host { get; set; }

    /// <summary>Its port; null for the usual one of <see cref="Security"/>: 587, 465 or 25.</summary>
    public int? Port { get; set; }

    /// <summary><c>starttls</c> (required, never falling back to clear), <c>tls</c> from the first byte, or <c>none</c>.</summary>
    public string Security { get; set; } = "starttls";

    /// <summary>Who signs in; null for nobody.</summary>
    public string? User { get; set; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public string? Password { get; set; }

    /// <summary>The address that messages come from.</summary>
    public string? From { get; set; }

    /// <summary>A PEM file of the certificates that may have signed the server's; null for those that the system trusts.</summary>
    public string? TrustedCertificate { get; set; }

    /// <summary>How long one message may take, in seconds (1 to 100).</summary>
    public int TimeoutSeconds { get; set; } = 30;
}

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
