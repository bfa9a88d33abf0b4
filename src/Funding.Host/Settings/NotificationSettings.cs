namespace Funding.Host.Settings;

/// <summary>What people and programs are told, and how: section <c>Funding:Notifications</c>.</summary>
public sealed record NotificationSettings
{
    /// <summary>The address under which readers reach the pages, for links in messages; null for the first of <see cref="FundingSettings.Urls"/>.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Folder of templates that replace those of the host by their file name; null for none.</summary>
    public string? Templates { get; set; }

    /// <summary>The server that takes e-mail; without a host no e-mail is sent.</summary>
    public SmtpSettings Smtp { get; set; } = new();

    /// <summary>How webhooks are sent.</summary>
    public WebhookSettings Webhooks { get; set; } = new();

    /// <summary>When a message that failed is tried again, and when no more.</summary>
    public RetrySettings Retry { get; set; } = new();

    /// <summary>How many days what became of a message is kept once it was sent or discarded (1 or more). Dead letters are kept until somebody decides.</summary>
    public int RetentionDays { get; set; } = 90;
}
