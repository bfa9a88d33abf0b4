using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Funding.Host.Embedded;

/// <summary>Looks at processes that are not our children.</summary>
internal static class ProcessLife
{
    /// <summary>File name of the server's program, and of each of its processes.</summary>
    public const string PostgresProgram = "postgres";

    /// <summary>The file in a cluster's folder by which a server says who it is.</summary>
    public const string PidFile = "postmaster.pid";

    /// <summary>Whether the process runs; one that has ended and that nobody has reaped does not.</summary>
    public static bool IsAlive(int pid)
    {
        if (OperatingSystem.IsLinux()) return Stat(pid) is { State: not ('Z' or 'X') };
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Whether the process is a PostgreSQL server on that folder, rather than another that was given the number of a dead one.</summary>
    public static bool IsServerOn(int pid, string dataFolder)
    {
        if (!IsAlive(pid)) return false;
        if (OperatingSystem.IsLinux()) return (Proc(pid, "cmdline")?.Split('\0').Contains(dataFolder, StringComparer.Ordinal) ?? false) || IsServerIn(pid, dataFolder);
        using var process = Process.GetProcessById(pid);
        return process.ProcessName.StartsWith(PostgresProgram, StringComparison.OrdinalIgnoreCase);
    }

    // Somebody's hand may have given it the folder in other words (.), or by another way (a link). It works where it keeps its data: the file found there is then the folder's own.
    private static bool IsServerIn(int pid, string dataFolder)
        => Stat(pid)?.Name == PostgresProgram && Text(Path.Combine(dataFolder, PidFile)) is { Length: > 0 } own && Proc(pid, $"cwd/{PidFile}") == own;

    /// <summary>Null when the process is gone. Linux only, as all that follows.</summary>
    public static ProcessStat? Stat(int pid) => Proc(pid, "stat") is { } line ? ProcessStat.Parse(line) : null;

    /// <summary>The command line as one text, which a program may have replaced by what it is doing; null when the process is gone.</summary>
    public static string? Title(int pid) => Proc(pid, "cmdline")?.Replace('\0', ' ').TrimEnd();

    /// <summary>Without symbolic links; null when the process is gone or this account may not see it.</summary>
    public static string? WorkingFolder(int pid)
    {
        try
        {
            return new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cwd")).LinkTarget;
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Proc(int pid, string file) => Text(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{file}"));

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
