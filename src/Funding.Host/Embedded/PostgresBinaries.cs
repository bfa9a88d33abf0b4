using System.Globalization;
using System.Text.RegularExpressions;

namespace Funding.Host.Embedded;

/// <summary>A folder of server programs that was seen to run, and its major version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    public string Program(string name) => Path.Combine(Folder, name + Suffix);

    /// <summary>Whether the folder has the three programs needed; whether they run is another question.</summary>
    public static bool AreIn(string folder) => Array.TrueForAll(["postgres", "initdb", "pg_ctl"], name => File.Exists(Path.Combine(folder, name + Suffix)));

    /// <summary>Asks the server program its version, under the account that is to run it: what it cannot reach or load is no candidate.</summary>
    /// <returns>The binaries, or why they cannot be used.</returns>
    public static async Task<(PostgresBinaries? Binaries, string Reason)> TryOpenAsync(string folder, ServerAccount account, CancellationToken ct)
    {
        if (!AreIn(folder)) return (null, $"{folder} : il y manque postgres, initdb ou pg_ctl");
        NpmSymlinks.Restore(folder);
        var result = await account.RunAsync([Path.Combine(folder, "postgres" + Suffix), "--version"], ct);
        var version = VersionPattern().Match(result.Output);
        return result.Succeeded && version.Success
            ? (new PostgresBinaries(folder, int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture)), "")
            : (null, $"{folder} : ne s'exécute pas{(account.Name is null ? "" : $" sous le compte « {account.Name} »")} ({result.Output})");
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VersionPattern();
}
