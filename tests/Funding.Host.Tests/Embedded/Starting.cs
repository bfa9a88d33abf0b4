using System.Globalization;
using Funding.Host.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Funding.Host.Tests.Embedded;

/// <summary>Cost: a server start or two each (seconds).</summary>
public sealed class Starting : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_restart_keeps_data_passwords_and_port()
    {
        string owner;
        await using (var first = await StartAsync())
        {
            owner = first.OwnerConnectionString;
            await Sql.RunAsync(owner, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)");
        }

        await using var second = await StartAsync();
        second.OwnerConnectionString.ShouldBe(owner);
        (await Sql.AskAsync<int>(second.OwnerConnectionString, "SELECT id FROM kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_first_start_that_was_killed_half_way_is_done_again()
    {
        Directory.CreateDirectory(folder["data/postgres.new/base"]);
        await File.WriteAllTextAsync(folder["data/initdb.password"], "left over");

        await using var server = await StartAsync();
        (await Sql.AskAsync<int>(server.OwnerConnectionString, "SELECT 1")).ShouldBe(1);
        File.Exists(folder["data/initdb.password"]).ShouldBeFalse();
    }

    [Fact]
    public async Task The_database_speaks_UTC_and_UTF8_and_sorts_French()
    {
        await using var server = await StartAsync();
        await using var connection = await Sql.OpenAsync(server.RuntimeConnectionString);
        new NpgsqlConnectionStringBuilder(server.RuntimeConnectionString).Timezone.ShouldBe("UTC");
        (await Sql.AskAsync<string>(server.AdminConnectionString(), "SELECT setting FROM pg_file_settings WHERE applied AND name ILIKE 'timezone'")).ShouldBe("UTC");
        (await connection.AskAsync<string>("SHOW server_encoding")).ShouldBe("UTF8");
        (await connection.AskAsync<string>("SHOW data_checksums")).ShouldBe("on");
        (await connection.AskAsync<string>("SELECT string_agg(w, ' ' ORDER BY w COLLATE \"fr-x-icu\") FROM unnest(ARRAY['Évry', 'Zuydcoote', 'evade']) w"))
            .ShouldBe("evade Évry Zuydcoote");
    }

    [Fact]
    public async Task Fsync_is_on_unless_a_test_turns_it_off()
    {
        await using var server = await EmbeddedPostgres.StartAsync(new EmbeddedOptions(folder["data"]), NullLogger.Instance, CancellationToken.None);
        (await Sql.AskAsync<string>(server.RuntimeConnectionString, "SHOW fsync")).ShouldBe("on");
    }

    [Fact]
    public async Task Nobody_enters_without_the_password_and_only_this_user_can_read_it()
    {
        await using var server = await StartAsync();
        var guess = new NpgsqlConnectionStringBuilder(server.RuntimeConnectionString) { Password = "guess" }.ConnectionString;
        (await Should.ThrowAsync<PostgresException>(() => Sql.OpenAsync(guess))).SqlState.ShouldBe("28P01");
        File.GetUnixFileMode(folder["data/server.json"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await Sql.AskAsync<string>(server.AdminConnectionString(), "SHOW unix_socket_directories")).ShouldBeEmpty();
        (await Sql.AskAsync<string>(server.AdminConnectionString(), "SHOW listen_addresses")).ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task A_role_made_stronger_by_hand_is_put_back()
    {
        await using (var first = await StartAsync()) await Sql.RunAsync(first.AdminConnectionString(), "ALTER ROLE funding_app SUPERUSER");

        await using var second = await StartAsync();
        (await Sql.AskAsync<bool>(second.RuntimeConnectionString, "SELECT rolsuper FROM pg_roles WHERE rolname = 'funding_app'")).ShouldBeFalse();
    }

    [Fact]
    public async Task Two_hosts_with_two_folders_run_side_by_side()
    {
        using var otherFolder = new TestFolder();
        var starts = new[] { StartAsync(), EmbeddedPostgres.StartAsync(otherFolder.Options(), NullLogger.Instance, CancellationToken.None) };
        await using var one = await starts[0];
        await using var other = await starts[1];
        one.Port.ShouldNotBe(other.Port);
    }

    [Fact]
    public async Task A_Ctrl_C_at_the_terminal_does_not_reach_the_server()
    {
        await using var server = await StartAsync();
        var pid = await folder.ServerPidAsync();
        Session(pid).ShouldNotBe(Session(Environment.ProcessId));
    }

    [Fact]
    public async Task A_stop_is_clean_and_leaves_no_server()
    {
        int pid;
        await using (await StartAsync()) pid = await folder.ServerPidAsync();

        ProcessLife.IsAlive(pid).ShouldBeFalse();
        (await File.ReadAllTextAsync(folder["data/postgres/server.log"])).TrimEnd().ShouldEndWith("database system is shut down");
    }

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(folder.Options(), NullLogger.Instance, CancellationToken.None);

    // Fields after the command: state, parent, group, session.
    private static int Session(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
    }
}
