using System.Globalization;
using Funding.Engine.Files;

namespace Funding.Host.Embedded;

/// <summary>
/// The system account that runs the server: the host's own, or, since PostgreSQL refuses root, an existing unprivileged one (initdb wants a
/// passwd entry). What that account owns is written through it, so that root never follows a link it may have planted.
/// </summary>
internal sealed class ServerAccount
{
    private static readonly string[] Names = ["postgres", "nobody"];
    private readonly string[] prefix;

    private ServerAccount(string? name, string[] prefix) => (Name, this.prefix) = (name, prefix);

    /// <summary>Null when the server runs as the host does.</summary>
    public string? Name { get; }

    /// <exception cref="EmbeddedPostgresException">Root, and no account or no tool to become it.</exception>
    public static async Task<ServerAccount> ResolveAsync(CancellationToken ct)
    {
        if (!DataFolders.IsRoot) return new ServerAccount(null, []);

        var entries = (await File.ReadAllLinesAsync("/etc/passwd", ct)).Select(line => line.Split(':')).Where(fields => fields.Length >= 4).ToList();
        foreach (var entry in Names.Select(name => entries.Find(fields => fields[0] == name && IsUnprivileged(fields[2]))).OfType<string[]>())
        {
            foreach (var way in Ways(entry[0], entry[2], entry[3]))
            {
                if ((await Tool.RunAsync([.. way, "true"], null, null, ct)).Succeeded)
                    return new ServerAccount(entry[0], way);
            }
        }

        throw new EmbeddedPostgresException(
            "PostgreSQL refuse de tourner en root, et aucun compte ordinaire n'a pu être pris : il faut un compte « postgres » ou « nobody » dans "
            + "/etc/passwd et l'une des commandes setpriv, runuser ou su. Lancez le programme sous un compte ordinaire, ou installez util-linux.");
    }

    /// <summary>Runs a tool under the account.</summary>
    public Task<ToolResult> RunAsync(IReadOnlyList<string> command, CancellationToken ct, string? input = null) =>
        Tool.RunAsync([.. prefix, .. command], input, null, ct);

    /// <summary>Makes a file or an empty folder the account's own; the caller has set its mode.</summary>
    public async Task GiveAsync(string path, CancellationToken ct)
    {
        if (Name is null) return;
        var result = await Tool.RunAsync(["chown", "-h", Name, path], null, null, ct);
        if (!result.Succeeded) throw new EmbeddedPostgresException($"Impossible de donner {path} au compte « {Name} » : {result.Output}");
    }

    /// <summary>Writes a file inside a folder the account owns.</summary>
    public async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        if (Name is null)
        {
            await File.WriteAllTextAsync(path, text, ct);
            return;
        }

        var result = await RunAsync(["/bin/sh", "-c", "cat > \"$0\"", path], ct, text);
        if (!result.Succeeded) throw new EmbeddedPostgresException($"Impossible d'écrire {path} sous le compte « {Name} » : {result.Output}");
    }

    /// <summary>The first folder on the way to <paramref name="folder"/> that the account cannot enter; null when it reaches it.</summary>
    public async Task<string?> BarrierAsync(string folder, CancellationToken ct)
    {
        if (Name is null || await Enters(folder)) return null;
        var ways = new List<string>();
        for (var way = folder; way is not null; way = Path.GetDirectoryName(way)) ways.Insert(0, way);
        foreach (var way in ways)
        {
            if (!await Enters(way)) return way;
        }

        return folder;

        async Task<bool> Enters(string path) => (await RunAsync(["/bin/sh", "-c", "cd \"$0\"", path], ct)).Succeeded;
    }

    private static bool IsUnprivileged(string uid) => uint.TryParse(uid, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != 0;

    // Each is tried before it is trusted: busybox has a setpriv that cannot change users, and su differs between systems.
    private static IEnumerable<string[]> Ways(string name, string uid, string gid) =>
    [
        ["setpriv", $"--reuid={uid}", $"--regid={gid}", "--init-groups", "--"],
        ["runuser", "-u", name, "--"],
        ["su", name, "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--"],
    ];
}
