using Funding.Host.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Funding.Host.Tests.Embedded;

/// <summary>What was committed survives a kill of the host, of the server, of both. Cost: two or three server starts each.</summary>
public sealed class Recovering : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_orphan_server_is_stopped_and_its_data_kept()
    {
        await FillAsync();
        await folder.StartOrphanAsync();
        var orphan = await folder.ServerPidAsync();

        await using var server = await StartAsync();
        ProcessLife.IsAlive(orphan).ShouldBeFalse();
        (await Sql.AskAsync<int>(server.OwnerConnectionString, "SELECT id FROM kept")).ShouldBe(42);
    }

    [Fact]
    public async Task The_host_learns_that_its_server_was_killed_and_the_next_start_recovers()
    {
        await using (var killed = await StartAsync())
        {
            await Sql.RunAsync(killed.OwnerConnectionString, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)");
            await Orphans.SignalAsync("KILL", await folder.ServerPidAsync());
            var told = await killed.Exited.WaitAsync(TimeSpan.FromSeconds(10));
            told.Message.ShouldStartWith("Le serveur PostgreSQL embarqué s'est arrêté de lui-même.");
        }

        await using var server = await StartAsync();
        (await Sql.AskAsync<int>(server.OwnerConnectionString, "SELECT id FROM kept")).ShouldBe(42);
        (await File.ReadAllTextAsync(folder["data/postgres/server.log"])).ShouldContain("automatic recovery");
    }

    [Fact]
    public async Task A_pid_file_whose_number_went_to_another_process_is_no_obstacle_and_that_process_lives()
    {
        await FillAsync();
        var account = await ServerAccount.ResolveAsync(CancellationToken.None);
        using var giveUp = new CancellationTokenSource();
        var pidFile = folder["data/postgres/postmaster.pid"];
        var writeAndSleep = "printf '%s\\n' $$ \"${0%/*}\" 1700000000 5432 '' 127.0.0.1 > \"$0\"; exec sleep 60";
        var stranger = account.RunAsync(["/bin/sh", "-c", writeAndSleep, pidFile], giveUp.Token);
        await Orphans.UntilAsync(() => File.Exists(pidFile) && File.ReadAllLines(pidFile).Length == 6);
        var pid = await folder.ServerPidAsync();

        await using var server = await StartAsync();
        ProcessLife.IsAlive(pid).ShouldBeTrue();
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => stranger);
    }

    [Theory]
    [InlineData("data/postgres", ".")]
    [InlineData("data", "postgres")]
    [InlineData(".", "link/postgres")]
    public async Task A_server_that_was_started_by_hand_with_its_folder_in_other_words_is_known_and_keeps_its_pid_file(string from, string words)
    {
        await FillAsync();
        Directory.CreateSymbolicLink(folder["link"], folder["data"]);
        var (account, binaries) = await Orphans.ProgramsAsync();
        await account.RunAsync(["/bin/sh", "-c", "cd \"$0\" && \"$1\" start -D \"$2\" -l \"$2/server.log\" -w", folder[from], binaries.Program("pg_ctl"), words], CancellationToken.None);
        var (byHand, pidFile) = (await folder.ServerPidAsync(), folder["data/postgres/postmaster.pid"]);
        var said = await File.ReadAllTextAsync(pidFile);

        (await (await folder.ServerAsync()).TryStartAsync(CancellationToken.None)).ShouldNotBeNull();
        (await File.ReadAllTextAsync(pidFile)).ShouldBe(said);

        await using var server = await StartAsync();
        ProcessLife.IsAlive(byHand).ShouldBeFalse();
        (await Sql.AskAsync<int>(server.OwnerConnectionString, "SELECT id FROM kept")).ShouldBe(42);
    }

    [Fact]
    public async Task The_kept_port_is_left_to_whoever_has_taken_it()
    {
        int kept;
        await using (var first = await StartAsync()) kept = first.Port;
        using var squatter = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, kept);
        squatter.Start();

        await using var server = await StartAsync();
        server.Port.ShouldNotBe(kept);
        (await Sql.AskAsync<int>(server.RuntimeConnectionString, "SELECT 1")).ShouldBe(1);
    }

    private async Task FillAsync()
    {
        await using var server = await StartAsync();
        await Sql.RunAsync(server.OwnerConnectionString, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)");
    }

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(folder.Options(), NullLogger.Instance, CancellationToken.None);
}
