using System.Text.Json;
using Funding.Benchmarks.Running;
using Funding.Host.Presentation;
using Funding.Host.Tests.Ledger;

namespace Funding.Host.Tests.CommandLine;

/// <summary>Verifying by the command line: the database of a host that serves, and an exported file alone. Cost: a host, some processes.</summary>
public sealed class Verifying : IDisposable
{
    private readonly HostProgram host = new() { Settings = [("Funding__Ledger__SignSeconds", "0")] };

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_log_is_verified_and_so_is_its_file_until_somebody_touches_it()
    {
        await using var serving = await host.ServeAsync();
        (await host.RunAsync("import", "fir-envelopes", Path.Combine(House.Repository.Root, "src/Funding.Host/Reference/data/fir-envelopes-2023.csv"))).Exit.ShouldBe(0);
        await Store.TestEngine.UntilAsync(() => host.AskAsync<bool>("select coalesce((select max(size) from funding.ledger_heads), 0) = (select count(*) from funding.mt_events)"), signed => signed);

        var live = await host.RunAsync("verify");
        live.Exit.ShouldBe(0, live.Output + live.Errors);
        live.Output.ShouldContain("Le journal est intact.");

        var file = host["events.ndjson"];
        (await host.RunAsync("export", "events", "--out", file)).Exit.ShouldBe(0);
        var whole = await host.RunAsync("verify", file);
        whole.Exit.ShouldBe(0, whole.Output + whole.Errors);
        whole.Output.ShouldContain(Convert.ToHexStringLower(IndependentVerifier.Root((await File.ReadAllLinesAsync(file)).Select(IndependentVerifier.Leaf).ToArray())));

        var lines = await File.ReadAllLinesAsync(file);
        await RefusedAsync("altered", 4, lines.Select((line, i) => i == 3 ? line.Replace("\"type\":\"", "\"type\":\"x", StringComparison.Ordinal) : line));
        await RefusedAsync("removed", 4, lines.Where((_, i) => i != 3));
        await RefusedAsync("inserted", 4, [.. lines[..3], lines[3].Replace("\"actor\":\"", "\"actor\":\"0", StringComparison.Ordinal), .. lines[3..]]);
        await RefusedAsync("reordered", 4, [.. lines[..3], lines[4], lines[3], .. lines[5..]]);
        await RefusedAsync("truncated", 5, lines[..4]);

        // Elsewhere than beside its notes, the file is compared with those of the ledger of this machine; where there are none, nothing is proven.
        var carried = host["carried.ndjson"];
        await File.WriteAllLinesAsync(carried, lines);
        (await host.RunAsync("verify", carried)).Exit.ShouldBe(0);
        await File.WriteAllLinesAsync(carried, lines[..4]);
        (await host.RunAsync("verify", carried)).Exit.ShouldBe(1);
        var unproven = await host.RunAsync([("Funding__Ledger__Folder", host["none"])], "verify", carried);
        (unproven.Exit, unproven.Output.Contains("ce n’est pas une preuve", StringComparison.Ordinal)).ShouldBe((2, true), unproven.Output + unproven.Errors);

        async Task RefusedAsync(string kind, int position, IEnumerable<string> changed)
        {
            await File.WriteAllTextAsync(file, string.Concat(changed.Select(line => line + "\n")));
            var refused = await host.RunAsync("verify", file, "--json");
            refused.Exit.ShouldBe(1, refused.Output + refused.Errors);
            var fault = JsonDocument.Parse(refused.Output).RootElement.GetProperty("faults")[0];
            (fault.GetProperty("kind").GetString(), fault.GetProperty("position").GetInt32()).ShouldBe((kind, position));
        }
    }

    [Fact]
    public async Task What_is_exported_while_nobody_serves_is_sealed_first_by_who_has_the_key_and_nobody_else_says_it_is()
    {
        string[] import = ["import", "fir-envelopes", Path.Combine(House.Repository.Root, "src/Funding.Host/Reference/data/fir-envelopes-2023.csv")];
        await using (await host.ServeAsync())
            await Store.TestEngine.UntilAsync(() => host.AskAsync<bool>("select coalesce((select max(size) from funding.ledger_heads), 0) = (select count(*) from funding.mt_events)"), signed => signed);
        (await host.RunAsync(import)).Exit.ShouldBe(0);
        var (file, elsewhere) = (host["events.ndjson"], host["elsewhere.pem"]);

        var without = await host.RunAsync([("Funding__Ledger__KeyFile", elsewhere)], "export", "events", "--out", file);
        without.Exit.ShouldBe(0, without.Errors);
        var lines = (await File.ReadAllLinesAsync(file)).Length;
        without.Errors.ShouldContain($"Aucune empreinte signée ne couvre la fin du fichier ({French.Count(lines - SignedSize(await host.RunAsync("verify", file, "--json")), "événement")}) : aucun hôte ne le scelle");
        File.Exists(elsewhere).ShouldBeFalse("a key made here would become the ledger's own");

        var with = await host.RunAsync("export", "events", "--out", file);
        with.Errors.ShouldNotContain("Aucune empreinte");
        SignedSize(await host.RunAsync("verify", file, "--json")).ShouldBe(lines);
        (await File.ReadAllLinesAsync(file + ".leaves")).Length.ShouldBe(lines);

        static long SignedSize(Ran ran) => JsonDocument.Parse(ran.Output).RootElement.GetProperty("signedSize").GetInt64();
    }

    [Fact]
    public async Task The_key_is_rotated_under_a_host_that_serves()
    {
        await using var serving = await host.ServeAsync();
        await Store.TestEngine.UntilAsync(() => host.AskAsync<long>("select count(*) from funding.ledger_heads"), heads => heads > 0);

        var rotated = await host.RunAsync("ledger-key", "rotate");

        rotated.Exit.ShouldBe(0, rotated.Errors);
        (await host.RunAsync("import", "fir-envelopes", Path.Combine(House.Repository.Root, "src/Funding.Host/Reference/data/fir-envelopes-2023.csv"))).Exit.ShouldBe(0);
        await Store.TestEngine.UntilAsync(() => host.AskAsync<long>("select count(*) from funding.ledger_heads where key = 2"), heads => heads > 0);
        (await host.RunAsync("ledger-key")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        var verified = await host.RunAsync("verify");
        verified.Exit.ShouldBe(0, verified.Output + verified.Errors);
    }

    [Fact]
    public async Task The_page_shows_the_head_a_proof_and_what_verifying_finds()
    {
        await using var serving = await host.ServeAsync();
        await PageForms.SignInAsync(serving.Client, ("token", (await host.RunAsync("token", "--role", "auditor", "--region", "*", "--user", "cour.comptes")).Output.Trim()));
        await Store.TestEngine.UntilAsync(() => host.AskAsync<bool>("select count(*) > 1 and coalesce((select max(size) from funding.ledger_heads), 0) = count(*) from funding.mt_events"), signed => signed);
        await VerifyAsync();
        var page = await ReadAsync("/registre?seq=2");
        page.ShouldContain("Le journal est intact.");
        page.ShouldContain("événement 2</a> est dans l’arbre");
        page.ShouldContain(Convert.ToHexStringLower(IndependentVerifier.Leaf(System.Text.RegularExpressions.Regex.Match(page, "{\"actor\"[^<]*}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value)));

        await Sql.RunAsync(host.OwnerConnectionString(), "update funding.mt_events set timestamp = timestamp + interval '1 second' where seq_id = (select seq_id from funding.ledger where position = 2)");
        await VerifyAsync();
        (await ReadAsync("/registre")).ShouldContain("L'événement à la position 2");

        async Task VerifyAsync()
        {
            using var answer = await PageForms.SendAsync(serving.Client, "/registre", "/registre/verification");
            answer.EnsureSuccessStatusCode();
            await Store.TestEngine.UntilAsync(() => serving.Client.GetStringAsync(new Uri("/registre/avancement", UriKind.Relative)), told => told.Contains("\"running\":false", StringComparison.Ordinal));
        }

        async Task<string> ReadAsync(string path) => System.Net.WebUtility.HtmlDecode(await serving.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
    }
}
