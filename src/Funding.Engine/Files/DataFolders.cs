namespace Funding.Engine.Files;

/// <summary>Folders that the server's account can reach.</summary>
public static class DataFolders
{
    /// <summary>Where a data folder goes when nobody says: the user's own application data; for root, whose home is private, <c>/var/lib/funding</c>.</summary>
    /// <param name="name">One folder per use: a demo never shares the data of a service.</param>
    public static string Default(string name) => Path.Combine(
        IsRoot ? "/var/lib" : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "funding", name);

    /// <summary>True when another account runs the server in our place.</summary>
    internal static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>Makes a folder and the missing ones above it: ours alone, or, as root, open to passage whatever the umask; what exists keeps its mode.</summary>
    internal static void Create(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (Path.GetDirectoryName(folder) is { } parent) Create(parent);
        Directory.CreateDirectory(folder);
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(folder, IsRoot ? Mine | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : Mine);
    }
}
