using System.ComponentModel;
using System.Globalization;

namespace Funding.Host.Embedded;

/// <summary>Names the process that listens on a loopback port, as far as the system lets us see.</summary>
internal static class PortHolder
{
    private const string Listening = "0A";
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <returns>A piece of French sentence that begins with a space, or nothing.</returns>
    public static string Describe(int port)
    {
        try
        {
            return OperatingSystem.IsLinux() && Inode(port) is { } inode && Pid(inode) is { } pid
                ? $" par le processus {pid} ({File.ReadAllText($"/proc/{pid}/comm").Trim()})"
                : "";
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return "";
        }
    }

    // Columns: number, local address:port in hexadecimal, remote, state, queues, timer, retransmits, uid, timeout, inode.
    private static string? Inode(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return Tables.Where(File.Exists).SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(fields => fields.Length > 9 && fields[3] == Listening && fields[1].EndsWith(suffix, StringComparison.Ordinal))?[9];
    }

    private static string? Pid(string inode)
    {
        var pids = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).OfType<string>().Where(name => name.All(char.IsAsciiDigit));
        return pids.FirstOrDefault(pid => Holds(pid, $"socket:[{inode}]"));
    }

    private static bool Holds(string pid, string socket)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{pid}/fd").Any(descriptor => new FileInfo(descriptor).LinkTarget == socket);
        }
        catch (Exception unseen) when (unseen is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
