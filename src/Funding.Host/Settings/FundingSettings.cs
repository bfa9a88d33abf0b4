using Funding.Engine.Files;
using Funding.Engine.Settings;
namespace Funding.Host.Settings;

/// <summary>The settings of the host: <c>Funding__*</c> environment variables or appsettings, section <c>Funding</c>.</summary>
public sealed record FundingSettings
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Funding";

    /// <summary>Folder of keys and of the embedded server. By default the user's own, or for root one that PostgreSQL's account can reach.</summary>
    public string Data { get; set; } = DataFolders.Default("host");

    /// <summary>Whether the demonstration is meant, whose data, keys and signed heads are in a folder of their own.</summary>
    public bool Demo { get; set; }

    /// <summary>Folder of the embedded server.</summary>
    internal string EmbeddedServer => Demo ? Data : Path.Combine(Data, "postgres");

    /// <summary>Where the host listens; beyond loopback only with an external issuer.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:5080";

    /// <summary>The run-time role's connection to an external PostgreSQL; null for the embedded one.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The owner's connection, for <c>migrate</c> only.</summary>
    public string? OwnerConnectionString { get; set; }

    /// <summary>Name of the run-time role that migrations grant rights to.</summary>
    public string RuntimeRole { get; set; } = "funding_app";

    /// <summary>Port of the embedded server; null for a free one.</summary>
    public int? PostgresPort { get; set; }

    /// <summary>Folder of PostgreSQL's binaries; null to look for them.</summary>
    public string? PostgresBinaries { get; set; }

    /// <summary><c>Funding</c> (built-in, default) or <c>Marten</c>.</summary>
    public string Engine { get; set; } = "Funding";

    /// <summary>Who issues tokens.</summary>
    public AuthSettings Auth { get; set; } = new();

    /// <summary>From when on somebody should look.</summary>
    public AlarmSettings Alarms { get; set; } = new();

    /// <summary>What people and programs are told, and how.</summary>
    public NotificationSettings Notifications { get; set; } = new();

    /// <summary>The proof of the log.</summary>
    public LedgerSettings Ledger { get; set; } = new();

    /// <summary>Who runs this site.</summary>
    public SiteSettings Site { get; set; } = new();

    /// <summary>What the open data of grants say of those who grant.</summary>
    public ScdlSettings Scdl { get; set; } = new();

    /// <summary>What is measured.</summary>
    public MetricsSettings Metrics { get; set; } = new();

    /// <summary>From where on figures deserve an auditor's look.</summary>
    public Domain.Views.PatternSettings Patterns { get; set; } = new();

    /// <summary>The settings of the rules.</summary>
    public RuleOptions Rules { get; set; } = new();

    /// <summary>The same for the demonstration: what it signs and holds is never mixed with what a service does.</summary>
    public FundingSettings OfDemo() => Demo ? this : this with { Demo = true, Data = Path.Combine(Data, "demo") };
}

/// <summary>What is measured. Where it is sent is said by OpenTelemetry's own variables.</summary>
public sealed record MetricsSettings
{
    /// <summary>How often the workers' progress is read from the tables, in seconds (1–3600).</summary>
    public int Seconds { get; set; } = 10;
}

/// <summary>Who issues the tokens that the host accepts.</summary>
public sealed record AuthSettings
{
    /// <summary>Address of an external issuer (OpenID Connect); null for the local one, which is for loopback only.</summary>
    public string? Authority { get; set; }

    /// <summary>The audience that tokens of an external issuer must name.</summary>
    public string Audience { get; set; } = "cpts-funding";

    /// <summary>How one signs in to the pages.</summary>
    public PageSettings Pages { get; set; } = new();

    /// <summary>What the external issuer calls roles and scopes.</summary>
    public ClaimSettings Claims { get; set; } = new();
}

/// <summary>The rules that a region may set otherwise (see <see cref="Domain.RuleSettings"/>).</summary>
public sealed record RuleOptions
{
    /// <inheritdoc cref="Domain.RuleSettings.RefusePaymentWithoutIdentifiers"/>
    public bool RefusePaymentWithoutIdentifiers { get; set; }

    /// <inheritdoc cref="Domain.RuleSettings.BorderingCommunes"/>
    public bool BorderingCommunes { get; set; } = true;

    /// <inheritdoc cref="Domain.RuleSettings.RemindBeforeDeemedValidationDays"/>
    public int RemindBeforeDeemedValidationDays { get; set; } = Domain.RuleSettings.Default.RemindBeforeDeemedValidationDays;

    /// <inheritdoc cref="Domain.RuleSettings.RemindBeforeInstalmentDays"/>
    public int RemindBeforeInstalmentDays { get; set; } = Domain.RuleSettings.Default.RemindBeforeInstalmentDays;

    /// <inheritdoc cref="Domain.RuleSettings.RemindBeforeTermEndMonths"/>
    public int RemindBeforeTermEndMonths { get; set; } = Domain.RuleSettings.Default.RemindBeforeTermEndMonths;

    /// <inheritdoc cref="Domain.RuleSettings.AskBeforeMissionMonths"/>
    public int AskBeforeMissionMonths { get; set; } = Domain.RuleSettings.Default.AskBeforeMissionMonths;

    /// <inheritdoc cref="Domain.RuleSettings.RemindBeforeBarDays"/>
    public int RemindBeforeBarDays { get; set; } = Domain.RuleSettings.Default.RemindBeforeBarDays;

    /// <summary>The settings as the rules take them.</summary>
    public Domain.RuleSettings ToRules() => Domain.RuleSettings.Default with
    {
        RefusePaymentWithoutIdentifiers = RefusePaymentWithoutIdentifiers,
        BorderingCommunes = BorderingCommunes,
        RemindBeforeDeemedValidationDays = RemindBeforeDeemedValidationDays,
        RemindBeforeInstalmentDays = RemindBeforeInstalmentDays,
        RemindBeforeTermEndMonths = RemindBeforeTermEndMonths,
        AskBeforeMissionMonths = AskBeforeMissionMonths,
        RemindBeforeBarDays = RemindBeforeBarDays,
    };
}
