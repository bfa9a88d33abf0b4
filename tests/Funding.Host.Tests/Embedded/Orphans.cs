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
    public static async Task<ServerProcess> StartOrphanAsync(this TestFolder folder)
    {
        var account = await ServerAccount.ResolveAsync(CancellationToken.None);
        var binaries = await BinariesLocator.Machine().FindAsync(null, null, account, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, CancellationToken.None);
        var server = new ServerProcess(folder["data/postgres"], binaries, account);
        (await server.TryStartAsync(CancellationToken.None)).ShouldBeNull();
        return server;
    }

    public static Task SignalAsync(string signal, int pid) =>
        Process.Start("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]).WaitForExitAsync();

    public static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 100 && !condition(); i++) await Task.Delay(100);
        condition().ShouldBeTrue();
    }
}
