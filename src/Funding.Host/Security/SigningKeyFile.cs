using System.Security.Cryptography;
using System.Text;

namespace Funding.Host.Security;

/// <summary>The key of the local issuer: an ECDSA P-256 key in a file that only its owner reads.</summary>
internal static class SigningKeyFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The key in the folder, made at first use; processes that start at once agree on one.</summary>
    public static ECDsa Load(string folder)
    {
        CreateFolder(folder);
        var path = Path.Combine(folder, "token-signing.pem");
        if (!File.Exists(path)) Create(path);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key.KeySize == 256 ? key : throw new CryptographicException();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidOperationException($"Le fichier de clé {path} n'est pas une clé ECDSA P-256 lisible. Supprimez-le pour qu'une autre soit créée (les jetons émis ne vaudront plus).", e);
        }
    }

    /// <summary>Written aside and renamed, under a lock that the system lifts when its holder dies: nobody ever reads half a key, nor a key that another replaces.</summary>
    private static void Create(string path)
    {
        using var turn = WaitForTurn(path + ".lock");
        if (File.Exists(path)) return;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var aside = path + ".new";
        File.Delete(aside);
        using (var file = new FileStream(aside, Private(FileMode.CreateNew)))
        {
            file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path);
    }

    private static FileStream WaitForTurn(string path)
    {
        for (var until = DateTime.UtcNow + Patience; ; Thread.Sleep(20))
        {
            try
            {
                return new FileStream(path, Private(FileMode.OpenOrCreate));
            }
            catch (IOException) when (DateTime.UtcNow < until)
            {
                // Another process makes the key.
            }
        }
    }

    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>The folder is private; those above it are not, since the embedded server's account may have to pass through them.</summary>
    private static void CreateFolder(string folder)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(folder)) is { } above) Embedded.DataFolders.Create(above);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
