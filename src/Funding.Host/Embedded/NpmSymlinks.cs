using System.Text.Json;

namespace Funding.Host.Embedded;

/// <summary>
/// npm packages hold no symbolic links: this one lists those of its libraries in <c>pg-symlinks.json</c> for an install script that we do not run.
/// Without them the server program finds no ICU and does not load.
/// </summary>
internal static class NpmSymlinks
{
    private sealed record Link(string Source, string Target);

    /// <summary>Makes the missing links beside a folder of npm's binaries; does nothing for any other folder or where it may not write.</summary>
    public static void Restore(string binFolder)
    {
        if (OperatingSystem.IsWindows() || Path.GetDirectoryName(Path.GetFullPath(binFolder)) is not { } native) return;
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list) || Path.GetDirectoryName(native) is not { } package) return;

        var links = JsonSerializer.Deserialize<List<Link>>(File.ReadAllText(list), JsonSerializerOptions.Web) ?? [];
        foreach (var (source, target) in links.Select(link => (Path.GetFullPath(link.Source, package), Path.GetFullPath(link.Target, package))))
        {
            if (!IsWithin(native, source) || !IsWithin(native, target) || File.Exists(target)) continue;
            try
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Another host made it meanwhile, or the folder is read-only: running the program tells.
            }
        }
    }

    private static bool IsWithin(string folder, string path) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
