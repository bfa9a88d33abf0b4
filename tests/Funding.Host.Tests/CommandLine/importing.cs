using System.Globalization;
using System.Text;
using System.Text.Json;
using Funding.Engine.Ledger;
using Funding.Host.Tests.House;

namespace Funding.Host.Tests.CommandLine;

/// <summary>A host that serves while files are imported into its data folder.</summary>
public sealed class ServedFolder : IAsyncLifetime
{
    private Serving serving = null!;

    public HostProgram Host { get; } = new();

    public async Task InitializeAsync() => serving = await Host.ServeAsync();

    public async Task DisposeAsync()
    {
        await serving.DisposeAsync();
        Host.Dispose();
    }

    /// <summary>A token of the folder's own issuer, for the whole nation.</summary>
    public async Task<string> TokenAsync(string role) => (await Host.RunAsync("token", "--role", role, "--user", $"x.{role}", "--region", "*")).Output.Trim();

    public Task<(int Status, string Text)> GetAsync(string path, string token) => serving.GetAsync(path, token);
}

/// <summary>Imports while the host serves: its server is used, and a bad file changes nothing. Cost: one server for all, a process per import.</summary>
public sealed class ImportingWhileServing(ServedFolder served) : IClassFixture<ServedFolder>
{
    private const string Header = "regionCode,regionName,year,total,fungible,ringFenced,source";
    private const string Good = "84,Auvergne-Rhône-Alpes,2022,100.00,90.00,10.00,A-1";
    private readonly HostProgram host = served.Host;

    [Theory]
    [InlineData("half a file", $"{Header}\n{Good}\n11,Île-de-France,20", 3, "mal formée")]
    [InlineData("an empty file", "", 1, "vide")]
    [InlineData("a region of nowhere", $"{Header}\n{Good}\n99,Atlantide,2022,1,1,0,B", 3, "Région inconnue")]
    public async Task A_bad_row_is_told_with_its_line_and_reason_and_nothing_is_stored(string what, string content, int line, string reason)
    {
        var ran = await ImportAsync("fir-envelopes", Encoding.UTF8.GetBytes(content));
        RefusedAt(ran, line, reason, what);
        ran.Output.ShouldContain("rien n'a été enregistré", Case.Sensitive, what);
        (await host.AskAsync<long>("select count(*) from funding.mt_events where stream_id like '%2022%'")).ShouldBe(0, what);
    }

    [Fact]
    public async Task A_file_that_is_not_in_UTF8_is_refused_at_its_first_wrong_line()
        => RefusedAt(await ImportAsync("fir-envelopes", Encoding.Latin1.GetBytes($"{Header}\n11,Paris,2022,1.00,1.00,0,B\n{Good}\n")), 3, "UTF-8", "Latin-1");

    [Fact]
    public async Task All_bad_rows_are_told_at_once_also_as_JSON()
    {
        var ran = await ImportAsync("fir-envelopes", Encoding.UTF8.GetBytes($"{Header}\n99,x,2022,1,1,0,B\n{Good}\n11,x,2022,-1,1,0,C\n98,x,1900,1,1,0,D\n"), "--json");
        ran.Exit.ShouldBe(1);
        var report = JsonDocument.Parse(ran.Output).RootElement;
        report.GetProperty("bad").EnumerateArray().Select(bad => bad.GetProperty("line").GetInt32()).Distinct().ShouldBe([2, 4, 5]);
        report.GetProperty("stored").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task The_published_envelopes_are_checked_stored_once_and_served_at_once()
    {
        var file = Path.Combine(Repository.Root, "src/Funding.Host/Reference/data/fir-envelopes-2024.csv");
        const string Count = "select count(*) from funding.mt_events where stream_id like '%2024%'";
        (await host.RunAsync("import", "fir-envelopes", file, "--check")).Output.ShouldContain("16 à enregistrer, 0 déjà connue");
        (await host.AskAsync<long>(Count)).ShouldBe(0);
        var first = await host.RunAsync("import", "fir-envelopes", file);
        first.Exit.ShouldBe(0, first.Errors);
        first.Output.ShouldContain("16 enregistrée(s), 0 déjà connue");
        (await host.AskAsync<long>(Count)).ShouldBe(16);
        (await host.RunAsync("import", "fir-envelopes", file)).Output.ShouldContain("0 enregistrée(s), 16 déjà connue");
        (await host.AskAsync<long>(Count)).ShouldBe(16);

        var token = await served.TokenAsync("auditor");
        var bretagne = await Store.TestEngine.UntilAsync(async () => JsonDocument.Parse((await served.GetAsync("/api/v1/fir-envelopes?region=53&year=2024", token)).Text).RootElement.GetProperty("items"), items => items.GetArrayLength() == 1);
        bretagne[0].GetProperty("authorised").GetDecimal().ShouldBe(204_134_100m); // 239 418 900 − 24 758 700 − 10 526 100
    }

    [Fact]
    public async Task CPTS_are_imported_once_with_their_contact_sealed()
    {
        const string Rows = "name,regionCode,departmentCode,communes,population,siret,contact,effectiveDate,reference\n"
            + "CPTS du Léon,53,29,29019 29103,,,Jeanne Le Gall,2024-01-08,LI-1\n\"CPTS, dite \"\"du Trégor\"\"\",53,22,,41000,,,2024-01-09,LI-2\n";
        var first = await ImportAsync("cpts", Encoding.UTF8.GetBytes(Rows));
        first.Exit.ShouldBe(0, first.Errors);
        first.Output.ShouldContain("2 enregistrée(s), 0 déjà connue");
        (await ImportAsync("cpts", Encoding.UTF8.GetBytes(Rows))).Output.ShouldContain("0 enregistrée(s), 2 déjà connue");
        (await host.AskAsync<long>("select count(*) from funding.mt_events where data::text like '%Le Gall%'")).ShouldBe(0);
        (await host.AskAsync<string>("select string_agg(name, '|' order by name) from funding.dossiers where region = '53'")).ShouldBe("CPTS du Léon|CPTS, dite \"du Trégor\"");
    }

    private static void RefusedAt(Ran ran, int line, string reason, string what)
    {
        ran.Exit.ShouldBe(1, what + ran.Output + ran.Errors);
        var start = string.Create(CultureInfo.InvariantCulture, $"ligne {line} : ");
        ran.Errors.Split('\n').ShouldContain(told => told.StartsWith(start, StringComparison.Ordinal) && told.Contains(reason, StringComparison.Ordinal), what + ran.Errors);
        ran.Errors.ShouldNotContain("   at ", Case.Sensitive, what);
        ran.Errors.ShouldNotContain("\u001b", Case.Sensitive, what); // no colours where there is no terminal
    }

    private async Task<Ran> ImportAsync(string kind, byte[] content, params string[] options)
    {
        var file = host[Guid.NewGuid() + ".csv"];
        await File.WriteAllBytesAsync(file, content);
        return await host.RunAsync(["import", kind, file, .. options]);
    }
}

/// <summary>Imports and exports without a host that serves: a server is started for the while. Cost: a start per verb.</summary>
public sealed class ImportingAlone : IDisposable
{
    private readonly HostProgram host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task What_was_imported_is_exported_in_canonical_lines_numbered_from_1()
    {
        var imported = await host.RunAsync("import", "fir-envelopes", Path.Combine(Repository.Root, "src/Funding.Host/Reference/data/fir-envelopes-2023.csv"));
        imported.Exit.ShouldBe(0, imported.Errors);
        host.ServerPid().ShouldBeNull("the server stops with the verb");

        var exported = await host.RunAsync("export", "events");
        exported.Exit.ShouldBe(0, exported.Errors);
        exported.Output.ShouldEndWith("\n");
        var lines = exported.Output.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(10);
        lines.ShouldAllBe(line => CanonicalJson.Of(line) == line && !line.Contains("null", StringComparison.Ordinal));
        lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("seq").GetInt32()).ShouldBe(Enumerable.Range(1, 10));

        var file = host["events.ndjson"];
        (await host.RunAsync("export", "events", "--out", file)).Exit.ShouldBe(0);
        (await File.ReadAllTextAsync(file)).ShouldBe(exported.Output); // bytes alike: no BOM, line feeds
        (await File.ReadAllBytesAsync(file))[0].ShouldBe((byte)'{');
    }
}
