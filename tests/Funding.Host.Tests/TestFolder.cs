using System.Globalization;
using Funding.Host.Embedded;

namespace Funding.Host.Tests;

/// <summary>A temporary data folder that the server's account can enter, deleted with what is in it.</summary>
public sealed class TestFolder : IDisposable
{
    private static readonly Dictionary<string, string> Unsafe = new(StringComparer.Ordinal) { ["fsync"] = "off", ["full_page_writes"] = "off" };

    // A test run that was killed left servers and folders behind: the next one clears them.
    static TestFolder()
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), "funding-test-*").Where(IsAbandoned).ToList()) Clear(left);
    }

    public TestFolder()
    {
        Path = Directory.CreateTempSubdirectory("funding-test-").FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        File.WriteAllText(this["test.pid"], Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Options for a server in this folder: quick rather than durable.</summary>
    public EmbeddedOptions Options(int? port = null) => new(this["data"], port) { Settings = Unsafe };

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void Clear(string left)
    {
        try
        {
            foreach (var running in Directory.EnumerateFiles(left, "postmaster.pid", SearchOption.AllDirectories))
                if (Pid(running) is { } pid && ProcessLife.IsServerOn(pid, System.IO.Path.GetDirectoryName(running)!)) System.Diagnostics.Process.GetProcessById(pid).Kill();
            Directory.Delete(left, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another test run clears it.
        }
    }

    private static bool IsAbandoned(string folder) => Pid(System.IO.Path.Combine(folder, "test.pid")) is { } pid && !ProcessLife.IsAlive(pid);

    private static int? Pid(string file) =>
        File.Exists(file) && int.TryParse(File.ReadLines(file).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
}
