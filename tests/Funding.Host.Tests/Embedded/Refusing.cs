using Funding.Host.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Funding.Host.Tests.Embedded;

/// <summary>Each thing that can be missing has its message. Cost: at most one server start each.</summary>
public sealed class Refusing : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_second_host_on_the_same_folder_is_told_the_pid_of_the_first_which_goes_on()
    {
        await using var first = await StartAsync(folder.Options());

        (await ReasonAsync(folder.Options())).ShouldContain($"(pid {Environment.ProcessId})");
        (await Sql.AskAsync<int>(first.RuntimeConnectionString, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_port_asked_for_and_taken_is_an_error_that_names_its_holder()
    {
        using var otherFolder = new TestFolder();
        await using var other = await StartAsync(otherFolder.Options());

        var reason = await ReasonAsync(folder.Options(other.Port));
        reason.ShouldContain($"Le port {other.Port} de 127.0.0.1");
        reason.ShouldContain($"par le processus {await otherFolder.ServerPidAsync()} (postgres)");
    }

    [Fact]
    public async Task Data_of_a_version_that_is_not_installed_are_not_touched()
    {
        await using (await StartAsync(folder.Options()))
        {
        }

        await File.WriteAllTextAsync(folder["data/postgres/PG_VERSION"], "13\n");
        (await ReasonAsync(folder.Options())).ShouldStartWith("Les données sont celles d'un PostgreSQL 13 : il faut les programmes de cette version");
    }

    [Fact]
    public async Task Without_binaries_and_without_npm_it_says_what_to_install() =>
        (await ReasonAsync(Hidden(new NpmBinaries(folder["npm"], "no-such-npm")))).ShouldContain("npm, qui les aurait fournis, est introuvable");

    [Fact]
    public async Task When_npm_fails_its_words_are_quoted()
    {
        (await ReasonAsync(Hidden(FakeNpm("echo 'npm error network down'; exit 1")))).ShouldContain("npm error network down");
        Directory.EnumerateFileSystemEntries(folder["npm"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Npm_is_told_the_hash_of_what_it_must_fetch_and_to_run_no_script_of_it()
    {
        var told = await ReasonAsync(Hidden(FakeNpm("echo \"$@\"; cat package-lock.json; exit 1")));
        told.ShouldContain("ci --ignore-scripts");
        told.ShouldContain("\"integrity\":\"sha512-");
    }

    [Fact]
    public async Task A_binaries_folder_that_holds_none_is_named() =>
        (await ReasonAsync(folder.Options() with { BinariesFolder = folder["none"] })).ShouldContain($"{folder["none"]} : il y manque postgres");

    [Fact]
    public async Task A_refused_start_frees_the_folder()
    {
        var refused = folder.Options() with { BinariesFolder = folder["none"] };
        var first = await ReasonAsync(refused);

        (await ReasonAsync(refused)).ShouldBe(first);
    }

    [Fact]
    public async Task A_folder_that_the_servers_account_cannot_enter_is_named()
    {
        if ((await ServerAccount.ResolveAsync(CancellationToken.None)).Name is null) return; // the host's own account reaches its own folder
        var home = Directory.CreateDirectory(folder["home"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;

        (await ReasonAsync(new EmbeddedOptions(Path.Combine(home, "data")))).ShouldContain($"ne peut pas entrer dans {home} pour atteindre");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(folder["data"], "a file");

        (await ReasonAsync(folder.Options())).ShouldStartWith($"Impossible de créer le dossier de données {folder["data"]}");
    }

    [Fact]
    public async Task Lost_passwords_are_not_replaced_by_new_ones()
    {
        await using (await StartAsync(folder.Options()))
        {
        }

        File.Delete(folder["data/server.json"]);
        (await ReasonAsync(folder.Options())).ShouldContain("a disparu");
    }

    [Fact]
    public async Task A_server_that_does_not_start_is_quoted()
    {
        var broken = folder.Options() with { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["max_connections"] = "many" } };

        (await ReasonAsync(broken)).ShouldContain("invalid value for parameter \"max_connections\"");
    }

    [Fact]
    public async Task A_server_without_ICU_is_refused()
    {
        await using (var server = await StartAsync(folder.Options()))
            await Sql.RunAsync(server.AdminConnectionString("funding"), "DELETE FROM pg_collation WHERE collname = 'fr-x-icu'");

        (await ReasonAsync(folder.Options())).ShouldContain("sans ICU");
        File.Exists(folder["data/postgres/postmaster.pid"]).ShouldBeFalse("a refused start leaves no server");
    }

    private NpmBinaries FakeNpm(string script)
    {
        var path = folder["fake-npm"];
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        return new NpmBinaries(folder["npm"], path);
    }

    private EmbeddedOptions Hidden(NpmBinaries npm) => folder.Options() with { Locator = new BinariesLocator([], npm) };

    private static async Task<string> ReasonAsync(EmbeddedOptions options) => (await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync(options))).Message;

    private static Task<EmbeddedPostgres> StartAsync(EmbeddedOptions options) => EmbeddedPostgres.StartAsync(options, NullLogger.Instance, CancellationToken.None);
}
