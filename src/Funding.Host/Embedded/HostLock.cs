using System.Globalization;

namespace Funding.Host.Embedded;

/// <summary>
/// One host per data folder: a file the system holds locked for as long as the process lives, so that even a killed host frees it. A second file
/// names the holder, since a locked file cannot be read everywhere.
/// </summary>
internal sealed class HostLock : IDisposable
{
    const int WindowsSharingViolation = unchecked((int)0x80070020);
    readonly FileStream lockFile;
    readonly string holderFile;

    HostLock(FileStream lockFile, string holderFile)
    {
        (this.lockFile, this.holderFile) = (lockFile, holderFile);
        try
        {
            File.WriteAllText(holderFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <exception cref="EmbeddedPostgresException">Another host holds the folder (the message has its pid), or it cannot be written.</exception>
    public static HostLock Take(string folder)
    {
        var named = Path.Combine(folder, "host.pid");
        try
        {
            var held = new FileStream(Path.Combine(folder, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new HostLock(held, named);
        }
        catch (IOException busy) when (busy.HResult is WindowsSharingViolation or 11 or 35) // EWOULDBLOCK on Linux and macOS
        {
            var holder = File.Exists(named) ? File.ReadAllText(named).Trim() : "inconnu";
            throw new EmbeddedPostgresException(
                $"Le dossier de données {folder} est déjà utilisé par un autre processus du programme (pid {holder}). Arrêtez-le, ou prenez un autre dossier.", busy);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"Impossible d'écrire dans le dossier de données {folder} : {refused.Message}", refused);
        }
    }

    /// <summary>Whether a living process holds the folder.</summary>
    public static bool IsHeld(string folder)
    {
        var file = Path.Combine(folder, "host.lock");
        if (!File.Exists(file)) return false;
        try
        {
            using var probe = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException busy) when (busy.HResult is WindowsSharingViolation or 11 or 35)
        {
            return true;
        }
    }

    public void Dispose()
    {
        if (lockFile.SafeFileHandle.IsClosed) return;
        File.Delete(holderFile); // the lock file stays: deleting it would let two hosts lock two files of the same name
        lockFile.Dispose();
    }
}
