using System.Security.Cryptography;
using System.Text;

namespace Funding.Engine.Files;

/// <summary>An ECDSA P-256 key in a file that only its owner reads.</summary>
internal static class SigningKeyFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The key in a file of the folder, made at first use; processes that start at once agree on one.</summary>
    /// <param name="folder">Made, private, when it is not there.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="whenUnreadable">What to do about a file that is no key, in French.</param>
    public static ECDsa Load(string folder, string name, string whenUnreadable)
    {
        CreateFolder(folder);
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) Create(path);
        return Read(path, whenUnreadable);
    }

    private static ECDsa Read(string path, string whenUnreadable)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key.KeySize == 256 ? key : throw new CryptographicException();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidOperationException($"Le fichier de clé {path} n'est pas une clé ECDSA P-256 lisible. {whenUnreadable}", e);
        }
    }

    /// <summary>Written aside and renamed, under a lock that the system lifts when its holder dies: nobody ever reads half a key, nor a key that another replaces.</summary>
    private static void Create(string path)
    {
        using var turn = WaitForTurn(path + ".lock");
        if (File.Exists(path)) return;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(path, key);
    }

    /// <summary>Puts another key in the place of the one in a file, once what must be true before is: a crash meanwhile leaves the other key beside, in <c>path.next</c>.</summary>
    public static async Task ReplaceAsync(string path, ECDsa key, Func<Task> before)
    {
        using var turn = WaitForTurn(path + ".lock");
        Write(path + ".next", key);
        await before();
        File.Move(path + ".next", path, overwrite: true);
    }

    private static void Write(string path, ECDsa key)
    {
        var aside = path + ".new";
        File.Delete(aside);
        using (var file = new FileStream(aside, Private(FileMode.CreateNew)))
        {
            file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
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
        if (Path.GetDirectoryName(Path.GetFullPath(folder)) is { } above) DataFolders.Create(above);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
