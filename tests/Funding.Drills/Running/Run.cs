using System.Globalization;
using Funding.Drills.Servers;

namespace Funding.Drills.Running;

/// <summary>What drills share: the choice, a folder, and a server that each takes databases of its own from.</summary>
internal sealed class Run : IAsyncDisposable
{
    private readonly Action<string> say;
    private int servers;

    private Run(Choice choice, string folder, DrillServer server, Action<string> say) => (Choice, Folder, Server, this.say) = (choice, folder, server, say);

    public Choice Choice { get; }

    /// <summary>Holds clusters and hosts' data; deleted at the end.</summary>
    public string Folder { get; }

    public DrillServer Server { get; }

    public static async Task<Run> StartAsync(Choice choice, Action<string> say, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("funding-drills-").FullName;
        try
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            return new Run(choice, folder, await DrillServer.StartAsync(Path.Combine(folder, "server"), cancellation), say);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Another server, on a cluster of its own; the caller stops it.</summary>
    public Task<DrillServer> AnotherServerAsync(CancellationToken cancellation)
        => DrillServer.StartAsync(Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"server-{Interlocked.Increment(ref servers)}")), cancellation);

    /// <summary>Dice of a drill, the same at each run with the same seed.</summary>
    public Random Dice(string drill) => new(drill.Aggregate(Choice.Seed, (sum, letter) => unchecked((sum * 31) + letter)));

    public void Say(string what) => say(what);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
