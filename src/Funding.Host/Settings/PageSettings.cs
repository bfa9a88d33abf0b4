namespace Funding.Host.Settings;

/// <summary>How one signs in to the pages, and for how long: section <c>Funding:Auth:Pages</c>.</summary>
public sealed record PageSettings
{
    /// <summary>After how many minutes without a request a session ends (1 or more).</summary>
    public int IdleMinutes { get; set; } = 30;

    /// <summary>After how many hours a session ends, however busy (1 or more).</summary>
    public int LongestHours { get; set; } = 10;

    /// <summary>What this host is called at the external issuer; null when nobody signs in there to read pages.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret that goes with <see cref="ClientId"/>.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What is asked of the external issuer, separated by spaces.</summary>
    public string Scopes { get; set; } = "openid";

    /// <summary>What people call the external issuer, as it follows « Se connecter avec ».</summary>
    public string ProviderName { get; set; } = "votre fournisseur d’identité";

    /// <summary>Whether what the token of a sign-in does not say is asked of the issuer's user information.</summary>
    public bool UserInfo { get; set; }

    /// <summary>How often somebody may try to sign in from one address, in a minute (1 or more).</summary>
    public int SignInsPerMinute { get; set; } = 60;

    /// <summary>How many forms a person may send in a minute (1 or more).</summary>
    public int PostsPerMinute { get; set; } = 120;
}
