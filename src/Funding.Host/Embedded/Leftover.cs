using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Funding.Host.Embedded;

/// <summary>
/// A process of a server whose postmaster is dead. Most end as soon as they notice; one that waits for a lock in shared memory whose holder was killed
/// never does, and while it holds that memory no server starts on the folder.
/// </summary>
/// <param name="Folder">The cluster's, without symbolic links.</param>
/// <param name="Pid">Its number.</param>
/// <param name="Title">What it called itself: its role, or its session and what that was doing.</param>
/// <param name="Started">As <see cref="ProcessStat.Started"/>.</param>
internal sealed record Leftover(string Folder, int Pid, string Title, long Started)
{
    /// <summary>Those of a cluster, as far as this account may look into processes; none on systems other than Linux.</summary>
    public static IReadOnlyList<Leftover> Of(string folder) => [.. Pids().Select(pid => At(pid, folder)).OfType<Leftover>()];

    /// <summary>Whether the server's program works on a cluster at all: also as a process so young when its postmaster died that it has no title yet, and still holds its port.</summary>
    public static bool IsAnyIn(string folder) => Pids().Any(pid => ProcessLife.Stat(pid)?.Name == ProcessLife.PostgresProgram && ProcessLife.WorkingFolder(pid) == folder);

    /// <summary>Kills it, unless it is gone or its number went to another process meanwhile.</summary>
    /// <returns>Whether it was killed.</returns>
    public bool TryEnd()
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            if (At(Pid, Folder)?.Started != Started) return false;
            process.Kill();
            return true;
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false; // gone, or not ours to end
        }
    }

    // Only what a postmaster has begun calls itself so, and as long as that lives it is the parent: nothing of a living server is ever taken for left over,
    // whatever its pid file says, and be it on a folder of the same name in a container.
    private static Leftover? At(int pid, string folder) =>
        ProcessLife.Stat(pid) is { Name: ProcessLife.PostgresProgram } stat && ProcessLife.Stat(stat.Parent)?.Name != ProcessLife.PostgresProgram
        && ProcessLife.Title(pid) is { } title && title.StartsWith(ProcessLife.PostgresProgram + ": ", StringComparison.Ordinal)
        && ProcessLife.WorkingFolder(pid) == folder
            ? new Leftover(folder, pid, title, stat.Started)
            : null;

    private static IEnumerable<int> Pids() => !OperatingSystem.IsLinux() ? [] :
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture));
}
