using System.Diagnostics;
using System.Globalization;

namespace Funding.Drills.Servers;

/// <summary>Signals to processes, and who descends from whom.</summary>
internal static class Signals
{
    public const string Kill = "KILL";
    public const string Stop = "STOP";
    public const string Continue = "CONT";

    /// <summary>Sends a signal to processes at once; those that are gone are passed over.</summary>
    public static async Task SendAsync(string signal, params IReadOnlyCollection<int> pids)
    {
        if (pids.Count == 0) return;
        var start = new ProcessStartInfo("kill", [$"-{signal}", .. pids.Select(pid => pid.ToString(CultureInfo.InvariantCulture))]) { RedirectStandardError = true, UseShellExecute = false };
        using var kill = Process.Start(start)!;
        await kill.StandardError.ReadToEndAsync();
        await kill.WaitForExitAsync();
    }

    /// <summary>The processes whose parent is this one.</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent)
        => [.. from folder in Directory.EnumerateDirectories("/proc")
               where int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _) && ParentOf(folder) == parent
               select int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)];

    private static int? ParentOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat")); // pid (name, which may hold anything) state parent …
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
