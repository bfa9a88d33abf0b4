using System.Globalization;
using System.Text.RegularExpressions;
using Funding.Engine.Files;
using Npgsql;

namespace Funding.Host.Embedded;

/// <summary>The steps of a start, in order: folder, lock, account, binaries, cluster, orphan, server, database.</summary>
internal sealed partial class Startup
{
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromSeconds(30);
    private readonly EmbeddedOptions options;
    private readonly ILogger log;
    private readonly string folder;
    private readonly string identityFile;

    private Startup(EmbeddedOptions options, ILogger log)
    {
        (this.options, this.log, folder) = (options, log, Path.GetFullPath(options.DataFolder));
        identityFile = Path.Combine(folder, "server.json");
    }

    public static async Task<EmbeddedPostgres> RunAsync(EmbeddedOptions options, ILogger log, CancellationToken ct)
    {
        if (!DatabaseName().IsMatch(options.Database))
            throw new EmbeddedPostgresException($"« {options.Database} » ne peut nommer une base : minuscules, chiffres et tirets bas seulement.");
        var startup = new Startup(options, log);
        startup.MakeFolder();
        var hostLock = HostLock.Take(startup.folder);
        try
        {
            return await startup.StartAsync(hostLock, ct);
        }
        catch
        {
            hostLock.Dispose();
            throw;
        }
    }

    private async Task<EmbeddedPostgres> StartAsync(HostLock hostLock, CancellationToken ct)
    {
        var account = await ServerAccount.ResolveAsync(ct);
        if (await account.BarrierAsync(folder, ct) is { } barrier)
        {
            throw new EmbeddedPostgresException(
                $"Le compte « {account.Name} », qui fait tourner PostgreSQL à la place de root, ne peut pas entrer dans {barrier} pour atteindre {folder} : "
                + "choisissez un dossier de données hors d'un dossier privé, sous /var/lib par exemple.");
        }

        var cluster = new Cluster(folder, account);
        var binaries = await options.Locator.FindAsync(options.BinariesFolder, cluster.Major, account, log, ct);
        var identity = await PrepareAsync(cluster, binaries, ct);
        var server = new ServerProcess(cluster.Folder, binaries, account);
        if (server.RunningPid is { } orphan)
        {
            log.LogWarning("Un serveur PostgreSQL (pid {Pid}) était resté de la fois précédente : il est arrêté puis relancé", orphan);
            await server.StopAsync(ct);
        }

        try
        {
            identity = await StartServerAsync(cluster, server, identity, ct);
            await PrepareDatabaseAsync(identity, ct);
        }
        catch
        {
            await server.StopAsync(CancellationToken.None);
            throw;
        }

        log.LogInformation("PostgreSQL {Major} ({Binaries}) écoute sur 127.0.0.1:{Port}", binaries.Major, binaries.Folder, identity.Port);
        return new EmbeddedPostgres(hostLock, server, identity, options.Database);
    }

    private void MakeFolder()
    {
        try
        {
            DataFolders.Create(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"Impossible de créer le dossier de données {folder} : {refused.Message}", refused);
        }
    }

    private async Task<ServerIdentity> PrepareAsync(Cluster cluster, PostgresBinaries binaries, CancellationToken ct)
    {
        var identity = ServerIdentity.Load(identityFile);
        if (cluster.Major is not null)
            return identity ?? throw new EmbeddedPostgresException($"Le fichier {identityFile}, qui garde les mots de passe de la base, a disparu : remettez-le depuis une sauvegarde.");

        log.LogInformation("Première initialisation de la base PostgreSQL {Major} dans {Folder}", binaries.Major, folder);
        if (identity is null) (identity = ServerIdentity.New(options.Port ?? LoopbackPort.Choose())).Save(identityFile);
        var durable = options.Settings?.GetValueOrDefault("fsync") != "off";
        await cluster.InitialiseAsync(binaries, identity.Superuser, durable, ct);
        return identity;
    }

    private async Task<ServerIdentity> StartServerAsync(Cluster cluster, ServerProcess server, ServerIdentity identity, CancellationToken ct)
    {
        var (began, portsTried) = (DateTime.UtcNow, 0);
        var port = options.Port ?? identity.Port;
        while (true)
        {
            string? failure = LoopbackPort.IsFree(port) ? null : "Address already in use";
            if (failure is null)
            {
                await cluster.ConfigureAsync(port, options.Settings, ct);
                failure = await server.TryStartAsync(ct);
            }

            if (failure is null) break;
            var isHeld = ServerFailure.IsStillHeld(failure) || (ServerFailure.IsPortTaken(failure) && await server.IsOutlivedAsync(ct));
            if (isHeld && DateTime.UtcNow < began + OrphanPatience)
            {
                log.LogWarning("Des processus d'un serveur PostgreSQL mort retiennent encore ses données : nouvel essai dans une seconde");
                if (DateTime.UtcNow >= began + options.LeftoverPatience) await EndLeftoversAsync(server, ct);
                await Task.Delay(TimeSpan.FromSeconds(1), ct);
            }
            else if (ServerFailure.IsPortTaken(failure))
            {
                if (options.Port is not null || ++portsTried > 5)
                    throw new EmbeddedPostgresException(string.Create(CultureInfo.InvariantCulture, $"Le port {port} de 127.0.0.1, demandé pour PostgreSQL, est déjà pris{PortHolder.Describe(port)}."));
                port = LoopbackPort.Choose();
            }
            else
            {
                throw ServerFailure.Describe($"Le serveur PostgreSQL embarqué n'a pas démarré (données : {cluster.Folder}).", failure);
            }
        }

        if (port == identity.Port) return identity;
        identity = identity with { Port = port };
        identity.Save(identityFile);
        return identity;
    }

    private async Task EndLeftoversAsync(ServerProcess server, CancellationToken ct)
    {
        foreach (var ended in await server.EndLeftoversAsync(ct))
            log.LogWarning("Le processus {Pid} (« {Title} ») d'un serveur PostgreSQL mort ne s'arrêtait pas : il est tué", ended.Pid, ended.Title);
    }

    private async Task PrepareDatabaseAsync(ServerIdentity identity, CancellationToken ct)
    {
        await using (var superuser = await OpenAsync(identity, "postgres", ct))
        {
            await DatabaseSetup.EnsureRolesAsync(superuser, identity, ct);
            await DatabaseSetup.EnsureDatabaseAsync(superuser, options.Database, ct);
        }

        await using var inDatabase = await OpenAsync(identity, options.Database, ct);
        await DatabaseSetup.RequireFrenchAsync(inDatabase, ct);
    }

    private static async Task<NpgsqlConnection> OpenAsync(ServerIdentity identity, string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(EmbeddedPostgres.ConnectionString(identity.Port, "postgres", identity.Superuser, database) + ";Pooling=false");
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch (NpgsqlException refused)
        {
            await connection.DisposeAsync();
            throw new EmbeddedPostgresException($"Le serveur PostgreSQL embarqué a démarré, mais refuse la connexion : {refused.Message}", refused);
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DatabaseName();
}
