namespace Funding.Host.Settings;

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
