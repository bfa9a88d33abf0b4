using System.Security.Cryptography;
using System.Text.Json;

namespace Funding.Host.Embedded;

/// <summary>What a data folder keeps between starts beside the cluster: its port and its passwords, in a file that only the host's user can read.</summary>
/// <param name="Port">The loopback port of the last start.</param>
/// <param name="Superuser">Password of <c>postgres</c>, used by this namespace only.</param>
/// <param name="Owner">Password of <c>funding_owner</c>.</param>
/// <param name="Runtime">Password of <c>funding_app</c>.</param>
internal sealed record ServerIdentity(int Port, string Superuser, string Owner, string Runtime)
{
    public static ServerIdentity New(int port) => new(port, Password(), Password(), Password());

    /// <returns>Null when the folder has none yet.</returns>
    public static ServerIdentity? Load(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<ServerIdentity>(File.ReadAllText(file), JsonSerializerOptions.Web) : null;

    /// <summary>Replaces the file whole: a crash leaves the old one or the new one.</summary>
    public void Save(string file)
    {
        var draft = file + ".new";
        File.Delete(draft);
        PrivateFile.Write(draft, JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
        File.Move(draft, file, overwrite: true);
    }

    private static string Password() => RandomNumberGenerator.GetHexString(48, lowercase: true); // hexadecimal: needs no quoting anywhere
}

/// <summary>Files that nobody else reads, from their first byte on.</summary>
internal static class PrivateFile
{
    public static void Write(string file, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
        writer.Flush();
        ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
    }
}
