namespace Funding.Host.Embedded;

/// <summary>Where the embedded server lives and which binaries it runs.</summary>
/// <param name="DataFolder">Holds the cluster, its passwords and its port. Created when absent. When the host runs as root it must not lie under
/// a private home: the server's unprivileged account has to traverse it.</param>
/// <param name="Port">Loopback port. Without it a free one is chosen at the first start and kept; with it, a port in use is an error.</param>
/// <param name="BinariesFolder">The folder of <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>; when given, no other is looked for.</param>
/// <param name="Database">Lower-case letters, digits and underscores.</param>
public sealed record EmbeddedOptions(string DataFolder, int? Port = null, string? BinariesFolder = null, string Database = "funding")
{
    /// <summary>Server settings that win over ours, for tests (<c>fsync=off</c>) and tuning; names and values as in postgresql.conf.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    /// <summary>Where binaries are looked for; the machine, then npm's.</summary>
    public BinariesLocator Locator { get; init; } = BinariesLocator.Machine();

    /// <summary>How long processes that outlived a killed server may take to end by themselves before they are killed too.</summary>
    internal TimeSpan LeftoverPatience { get; init; } = TimeSpan.FromSeconds(5);
}
