using System.Globalization;

namespace Funding.Host.Embedded;

/// <summary>
/// Where the server's binaries are looked for: <paramref name="BinFolders"/> in order, then npm's. A cluster that exists takes the first of its own
/// major version; a new one takes the first that is recent enough.
/// </summary>
/// <param name="BinFolders">Folders that may hold postgres, initdb and pg_ctl.</param>
/// <param name="Npm">The last resort; null to do without.</param>
public sealed record BinariesLocator(IReadOnlyList<string> BinFolders, NpmBinaries? Npm)
{
    /// <summary>The oldest PostgreSQL that a new cluster is made with.</summary>
    public const int OldestMajor = 15;

    /// <summary>PATH, the usual install folders (newest first), the application's own node_modules, then npm.</summary>
    public static BinariesLocator Machine() => new(
        [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            .. Installed("/usr/lib/postgresql", ""), .. Installed("/usr", "pgsql-"), .. Installed("/opt/homebrew/opt", "postgresql@"),
            .. Installed("/Library/PostgreSQL", ""),
            .. Installed(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), ""),
            NpmBinaries.BinFolder(AppContext.BaseDirectory),
        ],
        NpmBinaries.Default());

    /// <summary>Chooses binaries.</summary>
    /// <param name="only">A folder imposed by a setting.</param>
    /// <param name="major">The version of the cluster that exists; null for a new one.</param>
    /// <param name="account">Runs them.</param>
    /// <param name="log">Hears of a download.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="EmbeddedPostgresException">None fits; the message says what was found and what is needed.</exception>
    internal async Task<PostgresBinaries> FindAsync(string? only, int? major, ServerAccount account, ILogger log, CancellationToken ct)
    {
        var seen = new List<string>();
        foreach (var folder in only is null ? BinFolders.Where(PostgresBinaries.AreIn).Distinct(StringComparer.Ordinal) : [Path.GetFullPath(only)])
        {
            var (binaries, reason) = await PostgresBinaries.TryOpenAsync(folder, account, ct);
            if (binaries is not null && (major is null ? binaries.Major >= OldestMajor : binaries.Major == major)) return binaries;
            seen.Add(binaries is null ? reason : string.Create(CultureInfo.InvariantCulture, $"{folder} : version {binaries.Major}"));
        }

        if (only is null && Npm is not null && major is null or NpmBinaries.Major)
        {
            var (binaries, reason) = await PostgresBinaries.TryOpenAsync(await Npm.InstallAsync(log, ct), account, ct);
            if (binaries is not null) return binaries;
            seen.Add(reason);
        }

        var need = major is null
            ? string.Create(CultureInfo.InvariantCulture, $"Aucun programme PostgreSQL {OldestMajor} ou plus récent n'est utilisable.")
            : string.Create(CultureInfo.InvariantCulture, $"Les données sont celles d'un PostgreSQL {major} : il faut les programmes de cette version, et aucun n'est utilisable.");
        throw new EmbeddedPostgresException($"{need} Trouvé : {(seen.Count == 0 ? "rien" : string.Join(" ; ", seen))}.");
    }

    private static IEnumerable<string> Installed(string folder, string prefix) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateDirectories(folder, prefix + "*")
            .Select(path => (Path: path, IsVersion: int.TryParse(Path.GetFileName(path)[prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var major), Major: major))
            .Where(found => found.IsVersion).OrderByDescending(found => found.Major).Select(found => Path.Combine(found.Path, "bin"));
}
