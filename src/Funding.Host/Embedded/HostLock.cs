using System.Globalization;

namespace Funding.Host.Embedded;

/// <summary>
/// One host per data folder: a file the system holds locked for as long as the process lives, so that even a killed host frees it. A second file
/// names the holder, since a locked file cannot be read everywhere.
/// </summary>
internal sealed class HostLock : IDisposable
{
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int Attempts = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly FileStream lockFile;
    private readonly string holderFile;

    private HostLock(FileStream lockFile, string holderFile)
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
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new HostLock(Open(folder), named);
            }
            catch (IOException busy) when (IsBusy(busy))
            {
                // A verb that only looks whether a host is there holds the lock for an instant.
                if (attempt < Attempts) Thread.Sleep(Pause);
                else throw new EmbeddedPostgresException(
                    $"Le dossier de données {folder} est déjà utilisé par un autre processus du programme (pid {HolderOf(named)}). Arrêtez-le, ou prenez un autre dossier.", busy);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new EmbeddedPostgresException($"Impossible d'écrire dans le dossier de données {folder} : {refused.Message}", refused);
            }
        }
    }

    /// <summary>Whether a living process holds the folder.</summary>
    public static bool IsHeld(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "host.lock"))) return false;
        try
        {
            Open(folder).Dispose();
            return false;
        }
        catch (IOException busy) when (IsBusy(busy))
        {
            return true;
        }
    }

    private static FileStream Open(string folder) => new(Path.Combine(folder, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static bool IsBusy(IOException failure) => failure.HResult is WindowsSharingViolation or 11 or 35; // EWOULDBLOCK on Linux and macOS

    private static string HolderOf(string named) => File.Exists(named) ? File.ReadAllText(named).Trim() : "inconnu";

    public void Dispose()
    {
        if (lockFile.SafeFileHandle.IsClosed) return;
        File.Delete(holderFile); // the lock file stays: deleting it would let two hosts lock two files of the same name
        lockFile.Dispose();
    }
}
