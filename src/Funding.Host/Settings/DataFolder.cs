namespace Funding.Host.Settings;

/// <summary>Where keys and the embedded server live when no setting says otherwise.</summary>
public static class DataFolder
{
    /// <summary>For root a system folder, which PostgreSQL's unprivileged user can reach; else the user's own data folder.</summary>
    public static string Default { get; } = Environment.UserName == "root" && !OperatingSystem.IsWindows()
        ? "/var/lib/cpts-funding"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "cpts-funding");
}
