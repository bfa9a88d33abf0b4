using System.Diagnostics;
using System.Globalization;

namespace Funding.Benchmarks.Running;

/// <summary>Processor time that this process and the server have used: what a machine that others share does not distort much. Linux only.</summary>
/// <param name="postmaster">The server's first process.</param>
internal sealed class Processor(int postmaster)
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every architecture that .NET runs on

    /// <summary>The one whose server has a backend of this number.</summary>
    public static Processor OfServerWith(int backend) => new((int)Fields(backend)![1]);

    /// <summary>Seconds so far.</summary>
    public double Seconds()
    {
        var server = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Fields(id) is not { } it) continue;
            if (id == postmaster) server += it[11] + it[12] + it[13] + it[14]; // with its children that have ended
            else if (it[1] == postmaster) server += it[11] + it[12];
        }

        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime.TotalSeconds + (server / TicksPerSecond);
    }

    /// <summary>The numbers of a process's status after its name, its state as 0; null when it has ended.</summary>
    private static long[]? Fields(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' ').Select(field => long.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
