using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Funding.Host.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Funding.Host.Tests.Embedded;

/// <summary>Processes that outlive a killed server and hold its memory. Cost: two or three server starts each.</summary>
public sealed class Leftovers : IDisposable
{
    private static readonly TimeSpan Endless = TimeSpan.FromDays(1);
    private readonly TestFolder folder = new();
    private readonly LogLines log = new();

    public void Dispose()
    {
        log.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("data")]
    [InlineData("link")]
    public async Task One_that_never_ends_is_killed_and_the_server_starts_with_all_that_was_committed(string path)
    {
        var port = await FillAsync(folder);
        Directory.CreateSymbolicLink(folder["link"], folder["data"]);
        var left = await folder.StartLeftoverAsync();

        var options = folder.Options(port) with { DataFolder = folder[path], LeftoverPatience = TimeSpan.Zero };
        await using var server = await EmbeddedPostgres.StartAsync(options, log, CancellationToken.None);
        ProcessLife.IsAlive(left).ShouldBeFalse();
        (await Sql.AskAsync<int>(server.OwnerConnectionString, "UPDATE kept SET id = id RETURNING id")).ShouldBe(42);
        log.All.ShouldContain(line => line.StartsWith($"Le processus {left} (« postgres: postgres funding 127.0.0.1(", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_ends_by_itself_is_given_time()
    {
        await FillAsync(folder);
        var left = await folder.StartLeftoverAsync();

        var starting = EmbeddedPostgres.StartAsync(folder.Options() with { LeftoverPatience = Endless }, log, CancellationToken.None);
        await Orphans.UntilAsync(() => log.All.Any(line => line.Contains("retiennent encore ses données", StringComparison.Ordinal)));
        await Orphans.SignalAsync("CONT", left);
        await using var server = await starting;
        (await Sql.AskAsync<int>(server.OwnerConnectionString, "SELECT id FROM kept")).ShouldBe(42);
        log.All.ShouldNotContain(line => line.StartsWith("Le processus", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_one_is_there_a_port_that_is_taken_may_be_held_by_it_and_is_waited_for()
    {
        var port = await FillAsync(folder);
        var left = await folder.StartLeftoverAsync();
        var holder = new TcpListener(IPAddress.Loopback, port);
        holder.Start();

        var starting = EmbeddedPostgres.StartAsync(folder.Options(port) with { LeftoverPatience = Endless }, log, CancellationToken.None);
        await Task.WhenAny(starting, Orphans.UntilAsync(() => log.All.Any(line => line.Contains("retiennent encore ses données", StringComparison.Ordinal))));
        holder.Stop();
        await Orphans.SignalAsync("CONT", left);
        await using var server = await starting;
        server.Port.ShouldBe(port);
    }

    [Fact]
    public async Task Those_of_another_folder_and_other_programs_are_let_live()
    {
        using var otherFolder = new TestFolder();
        await FillAsync(folder);
        await FillAsync(otherFolder);
        var (left, others) = (await folder.StartLeftoverAsync(), await otherFolder.StartLeftoverAsync());
        using var sleeper = Sleep("sleep");
        using var sameName = Sleep("postgres");
        using var sameTitle = Sleep("postgres: sleeper");

        var ended = await (await folder.ServerAsync()).EndLeftoversAsync(CancellationToken.None);
        ended.ShouldContain(it => it.Pid == left);
        await Orphans.UntilAsync(() => !ProcessLife.IsAlive(left));
        new[] { others, sleeper.Id, sameName.Id, sameTitle.Id }.ShouldAllBe(pid => ProcessLife.IsAlive(pid));
        foreach (var pid in new[] { others, sleeper.Id, sameName.Id, sameTitle.Id }) await Orphans.SignalAsync("KILL", pid);
    }

    [Fact]
    public async Task A_number_that_went_to_another_process_meanwhile_ends_nobody()
    {
        await FillAsync(folder);
        var left = await folder.StartLeftoverAsync();
        var seen = Leftover.Of(ProcessLife.WorkingFolder(left)!).Single(it => it.Pid == left);

        (seen with { Started = seen.Started - 1 }).TryEnd().ShouldBeFalse();
        ProcessLife.IsAlive(left).ShouldBeTrue();
        seen.TryEnd().ShouldBeTrue();
    }

    [Fact]
    public async Task Of_a_living_server_nothing_is_left_over_though_it_is_not_known_for_one_by_its_pid_file()
    {
        var port = await FillAsync(folder);
        var (account, binaries) = await Orphans.ProgramsAsync();
        await account.RunAsync(["/bin/sh", "-c", "cd \"$0\" && \"$1\" start -D . -l server.log -w", folder["data/postgres"], binaries.Program("pg_ctl")], CancellationToken.None);
        var server = await folder.ServerAsync();
        var living = await folder.ServerPidAsync();
        var password = ServerIdentity.Load(folder["data/server.json"])!.Superuser;
        await using var session = await Sql.OpenAsync(EmbeddedPostgres.ConnectionString(port, "postgres", password, "funding"));
        File.Delete(folder["data/postgres/postmaster.pid"]);
        server.RunningPid.ShouldBeNull();

        (await server.EndLeftoversAsync(CancellationToken.None)).ShouldBeEmpty();
        (await session.AskAsync<int>("SELECT id FROM kept")).ShouldBe(42);
        await Orphans.SignalAsync("QUIT", living);
        await Orphans.UntilAsync(() => !ProcessLife.IsAlive(living));
    }

    /// <summary>Makes a cluster that holds something, and stops it.</summary>
    /// <returns>Its port.</returns>
    private static async Task<int> FillAsync(TestFolder folder)
    {
        await using var server = await EmbeddedPostgres.StartAsync(folder.Options(), NullLogger.Instance, CancellationToken.None);
        await Sql.RunAsync(server.OwnerConnectionString, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)");
        return server.Port;
    }

    /// <summary>Sleeps in the cluster's folder under that name.</summary>
    private Process Sleep(string name)
    {
        var programs = Directory.CreateDirectory(folder["programs"]).FullName;
        File.CreateSymbolicLink(Path.Combine(programs, name), "/bin/sleep");
        return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "PATH=\"$0\" exec \"$1\" 60", programs, name]) { WorkingDirectory = folder["data/postgres"] })!;
    }
}
