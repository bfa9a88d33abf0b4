namespace Funding.Host.Embedded;

/// <summary>The embedded server that another process of the program runs, for verbs of the command line while it serves.</summary>
/// <param name="OwnerConnectionString">As <see cref="EmbeddedPostgres.OwnerConnectionString"/>.</param>
/// <param name="RuntimeConnectionString">As <see cref="EmbeddedPostgres.RuntimeConnectionString"/>.</param>
public sealed record RunningServer(string OwnerConnectionString, string RuntimeConnectionString)
{
    /// <summary>The server of a data folder while a host holds it; null when none does.</summary>
    public static RunningServer? Find(EmbeddedOptions options)
    {
        var folder = Path.GetFullPath(options.DataFolder);
        if (!HostLock.IsHeld(folder) || ServerIdentity.Load(Path.Combine(folder, "server.json")) is not { } identity) return null;
        return new RunningServer(
            EmbeddedPostgres.ConnectionString(identity.Port, DatabaseSetup.OwnerRole, identity.Owner, options.Database),
            EmbeddedPostgres.ConnectionString(identity.Port, DatabaseSetup.RuntimeRole, identity.Runtime, options.Database));
    }
}
