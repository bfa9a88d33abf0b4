namespace Funding.Host.Settings;

/// <summary>Who runs this site, as its legal pages tell it: section <c>Funding:Site</c>. What is not set is shown as still to be told.</summary>
public sealed record SiteSettings
{
    /// <summary>The body that publishes the site.</summary>
    public string? Operator { get; set; }

    /// <summary>Its postal address.</summary>
    public string? Address { get; set; }

    /// <summary>Who answers for what is published.</summary>
    public string? Director { get; set; }

    /// <summary>Who hosts it: name and address.</summary>
    public string? Hosting { get; set; }

    /// <summary>E-mail address for questions, and for what cannot be read or used.</summary>
    public string? Contact { get; set; }

    /// <summary>E-mail address of the data-protection officer.</summary>
    public string? DataProtection { get; set; }
}
