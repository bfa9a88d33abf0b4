using System.Globalization;

namespace Funding.Host.Embedded;

/// <summary>The cluster's folder on disk: made once, configured at each start. It belongs to the server's account; the folder above to the host.</summary>
internal sealed class Cluster(string dataFolder, ServerAccount account)
{
    /// <summary>PGDATA.</summary>
    public string Folder { get; } = Path.Combine(dataFolder, "postgres");

    /// <summary>The version that made it; null when it does not exist yet.</summary>
    /// <exception cref="EmbeddedPostgresException">A folder that is no cluster.</exception>
    public int? Major
    {
        get
        {
            if (!Directory.Exists(Folder)) return null;
            try
            {
                return int.Parse(File.ReadAllText(Path.Combine(Folder, "PG_VERSION")).Trim(), CultureInfo.InvariantCulture);
            }
            catch (Exception odd) when (odd is IOException or UnauthorizedAccessException or FormatException)
            {
                throw new EmbeddedPostgresException($"{Folder} n'est pas un dossier de données PostgreSQL lisible : {odd.Message}", odd);
            }
        }
    }

    /// <summary>Runs initdb aside and renames: a cluster that exists is a whole one, whatever killed us.</summary>
    /// <param name="binaries">Its version becomes the cluster's.</param>
    /// <param name="superuserPassword">Of the role <c>postgres</c>.</param>
    /// <param name="durable">False to skip the final sync, for tests.</param>
    /// <param name="ct">Stops initdb.</param>
    public async Task InitialiseAsync(PostgresBinaries binaries, string superuserPassword, bool durable, CancellationToken ct)
    {
        var (draft, passwordFile) = (Folder + ".new", Path.Combine(dataFolder, "initdb.password"));
        if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        File.Delete(passwordFile);
        try
        {
            Directory.CreateDirectory(draft);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await account.GiveAsync(draft, ct);
            PrivateFile.Write(passwordFile, superuserPassword);
            await account.GiveAsync(passwordFile, ct);

            var result = await account.RunAsync(
                [
                    binaries.Program("initdb"), "-D", draft, "-U", "postgres", "-E", "UTF8", "--locale=C", "--data-checksums",
                    "--auth=scram-sha-256", $"--pwfile={passwordFile}", .. durable ? Array.Empty<string>() : ["--no-sync"],
                ],
                ct);
            if (!result.Succeeded) throw ServerFailure.Describe("PostgreSQL n'a pas pu créer ses fichiers (initdb).", result.Output);
            await account.WriteAsync(Path.Combine(draft, "postgresql.conf"), await IncludingAsync(draft, ct), ct);
            Directory.Move(draft, Folder);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    /// <summary>Writes the settings of this start: loopback only, no socket file, passwords for everybody, UTC.</summary>
    public async Task ConfigureAsync(int port, IReadOnlyDictionary<string, string>? extra, CancellationToken ct)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["password_encryption"] = "scram-sha-256",
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["fsync"] = "on",
        };
        foreach (var (name, value) in extra ?? new Dictionary<string, string>(StringComparer.Ordinal)) settings[name] = value;
        var lines = settings.Select(setting => $"{setting.Key} = '{setting.Value.Replace("'", "''", StringComparison.Ordinal)}'\n");
        await account.WriteAsync(Path.Combine(Folder, "funding.conf"), string.Concat(lines), ct);
        await account.WriteAsync(Path.Combine(Folder, "pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n", ct);
    }

    private static async Task<string> IncludingAsync(string folder, CancellationToken ct) =>
        await File.ReadAllTextAsync(Path.Combine(folder, "postgresql.conf"), ct) + "\ninclude 'funding.conf' # written by the host at each start\n";
}
