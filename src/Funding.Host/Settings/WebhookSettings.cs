namespace Funding.Host.Settings;

/// <summary>How webhooks are sent.</summary>
public sealed record WebhookSettings
{
    /// <summary>Whether https webhooks may lead to loopback, private, shared and unique local addresses. Link-local, multicast and reserved ones are refused all the same.</summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>How long a receiver may take in all, in seconds (1–60); the connection alone at most five.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>How long the former secret goes on signing beside a new one, in hours (0–720).</summary>
    public int SecretOverlapHours { get; set; } = 24;

    /// <summary>
    /// Key under which secrets rest in the database: 32 bytes in base64, the same on every host. Null: they rest in clear, read by the
    /// run-time role alone. Secrets stored before it was set are read as they are.
    /// </summary>
    public string? SecretsKey { get; set; }
}
