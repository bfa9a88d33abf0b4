using System.Globalization;

namespace Funding.Host.Embedded;

/// <summary>
/// The server process of a cluster, driven by pg_ctl, which gives it a session of its own: a Ctrl-C at the terminal reaches the host, never the
/// server, and the host stops it in order. It is not our child: it outlives a killed host, and its pid file says who it is.
/// </summary>
internal sealed class ServerProcess(string clusterFolder, PostgresBinaries binaries, ServerAccount account)
{
    private const string LongestRecovery = "600"; // seconds
    private string PidFile => Path.Combine(clusterFolder, ProcessLife.PidFile);

    private string LogFile => Path.Combine(clusterFolder, "server.log");

    /// <summary>The pid of the server running on the cluster, ours or an orphan.</summary>
    public int? RunningPid => RecordedPid() is { } pid && ProcessLife.IsServerOn(pid, clusterFolder) ? pid : null;

    /// <summary>The end of the server's log.</summary>
    public string LogTail(long from = 0)
    {
        if (!File.Exists(LogFile)) return "";
        using var log = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Seek(Math.Max(from, log.Length - 8192), SeekOrigin.Begin);
        using var reader = new StreamReader(log);
        return reader.ReadToEnd();
    }

    /// <summary>Starts the server and waits until it answers.</summary>
    /// <returns>Null, or what was printed by a server that did not start.</returns>
    public async Task<string?> TryStartAsync(CancellationToken ct)
    {
        // A pid file whose number now belongs to an unrelated process (usual in containers) would keep the server from starting for ever.
        // Surviving processes of a dead server are still noticed: the server also looks for their shared memory.
        if (RecordedPid() is { } pid && !ProcessLife.IsServerOn(pid, clusterFolder)) File.Delete(PidFile);

        var from = File.Exists(LogFile) ? new FileInfo(LogFile).Length : 0;
        var result = await account.RunAsync(
            [binaries.Program("pg_ctl"), "start", "-D", clusterFolder, "-l", LogFile, "-w", "-t", LongestRecovery], ct);
        return result.Succeeded ? null : $"{result.Output}\n{LogTail(from)}";
    }

    /// <summary>Stops the server: open transactions are rolled back, what was committed is on disk. One that does not stop in order is cut short, which costs a recovery at the next start.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        foreach (var mode in new[] { "fast", "immediate" })
        {
            if (RunningPid is null) return;
            await account.RunAsync([binaries.Program("pg_ctl"), "stop", "-D", clusterFolder, "-m", mode, "-w", "-t", "30"], ct);
        }

        if (RunningPid is { } pid)
            throw new EmbeddedPostgresException(string.Create(CultureInfo.InvariantCulture, $"Le serveur PostgreSQL (pid {pid}) du dossier {clusterFolder} ne s'arrête pas."));
    }

    /// <summary>
    /// Kills the processes that outlived a server that died. What they had not committed is lost with that server anyway, and the next one looks for their
    /// memory itself before it recovers. The caller holds the folder's lock.
    /// </summary>
    /// <returns>Those killed; none while the server runs.</returns>
    public async Task<IReadOnlyList<Leftover>> EndLeftoversAsync(CancellationToken ct)
    {
        return RunningPid is null && await PlaceAsync(ct) is { } place ? [.. Leftover.Of(place).Where(it => it.TryEnd())] : [];
    }

    /// <summary>Whether anything of a server that died still works on the cluster; it may hold the port too, for a moment.</summary>
    public async Task<bool> IsOutlivedAsync(CancellationToken ct) => RunningPid is null && await PlaceAsync(ct) is { } place && Leftover.IsAnyIn(place);

    // As processes name it: without links. Null where nothing is known of other processes.
    private async Task<string?> PlaceAsync(CancellationToken ct) =>
        OperatingSystem.IsLinux() && await account.RunAsync(["/bin/sh", "-c", "cd \"$0\" && pwd -P", clusterFolder], ct) is { Succeeded: true } where ? where.Output : null;

    private int? RecordedPid()
    {
        try
        {
            return int.TryParse(File.ReadLines(PidFile).FirstOrDefault(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var pid) ? Math.Abs(pid) : null;
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
