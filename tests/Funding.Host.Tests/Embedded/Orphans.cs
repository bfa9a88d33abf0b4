using System.Diagnostics;
using System.Globalization;
using Funding.Host.Embedded;

namespace Funding.Host.Tests.Embedded;

/// <summary>Ways to be left in the state that a kill leaves.</summary>
internal static class Orphans
{
    public static async Task<int> ServerPidAsync(this TestFolder folder) =>
        int.Parse((await File.ReadAllLinesAsync(folder["data/postgres/postmaster.pid"]))[0], CultureInfo.InvariantCulture);

    /// <summary>A server on the folder with no host: what a killed host leaves.</summary>
    public static async Task StartOrphanAsync(this TestFolder folder) =>
        (await (await folder.ServerAsync()).TryStartAsync(CancellationToken.None)).ShouldBeNull();

    /// <summary>What starts and stops the server of the folder, without a host.</summary>
    public static async Task<ServerProcess> ServerAsync(this TestFolder folder)
    {
        var (account, binaries) = await ProgramsAsync();
        return new ServerProcess(folder["data/postgres"], binaries, account);
    }

    public static async Task<(ServerAccount Account, PostgresBinaries Binaries)> ProgramsAsync()
    {
        var account = await ServerAccount.ResolveAsync(CancellationToken.None);
        return (account, await BinariesLocator.Machine().FindAsync(null, null, account, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, CancellationToken.None));
    }

    /// <summary>A killed server on the folder of which one session remains, in the middle of a transaction: stopped, it cannot notice that its server has died.</summary>
    /// <param name="folder">Its cluster holds the table <c>kept</c>.</param>
    public static async Task<int> StartLeftoverAsync(this TestFolder folder)
    {
        await folder.StartOrphanAsync();
        var (orphan, identity) = (await folder.ServerPidAsync(), ServerIdentity.Load(folder["data/server.json"])!);
        await using var session = await Sql.OpenAsync(EmbeddedPostgres.ConnectionString(identity.Port, "postgres", identity.Superuser, "funding"));
        await session.RunAsync("BEGIN; UPDATE kept SET id = 0");
        var left = await session.AskAsync<int>("SELECT pg_backend_pid()");
        await SignalAsync("STOP", left);
        await SignalAsync("KILL", orphan);
        await UntilAsync(() => !ProcessLife.IsAlive(orphan));
        return left;
    }

    public static Task SignalAsync(string signal, int pid) =>
        Process.Start("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]).WaitForExitAsync();

    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 100 && !condition(); i++) await Task.Delay(100);
        condition().ShouldBeTrue();
    }
}
