using Funding.Host.Embedded;

namespace Funding.Host.Tests;

/// <summary>A temporary data folder that the server's account can enter, deleted with what is in it.</summary>
public sealed class TestFolder : IDisposable
{
    static readonly Dictionary<string, string> Unsafe = new(StringComparer.Ordinal) { ["fsync"] = "off", ["full_page_writes"] = "off" };

    public TestFolder()
    {
        Path = Directory.CreateTempSubdirectory("funding-test-").FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Options for a server in this folder: quick rather than durable.</summary>
    public EmbeddedOptions Options(int? port = null) => new(this["data"], port) { Settings = Unsafe };

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
