using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Funding.Benchmarks.Reporting;

/// <summary>On what, when and of what the figures were taken.</summary>
internal sealed record Machine(
    int Cores, string Processor, double MemoryGigabytes, string System, string Runtime, string FileSystem, string Commit, DateTimeOffset At, IReadOnlyDictionary<string, string> PostgreSql)
{
    public static Machine Look(string folder, IReadOnlyDictionary<string, string> postgreSql) => new(
        Environment.ProcessorCount, Cpu(), Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1), RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription,
        new DriveInfo(folder).DriveFormat, Head(), DateTimeOffset.UtcNow, postgreSql);

    private static string Cpu()
        => File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The commit checked out, with a plus when files differ from it.</summary>
    private static string Head()
    {
        try
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Git("rev-parse --short HEAD")}{(Git("status --porcelain --untracked-files=no").Length > 0 ? "+" : "")}");
        }
        catch (Exception missing) when (missing is global::System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return "unknown";
        }
    }

    private static string Git(string arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return said;
    }
}
