using System.Text.Json;
using Funding.Host.Tests.House;

namespace Funding.Host.Tests.CommandLine;

/// <summary>Histories told by the command line, while a host serves. Cost: a server, an import, a process per replay.</summary>
public sealed class Replaying(ServedFolder served) : IClassFixture<ServedFolder>
{
    private const string Cpts = "11111111-1111-4111-8111-111111111111";
    private readonly HostProgram host = served.Host;

    [Fact]
    public async Task A_history_is_told_as_a_table_and_as_json()
    {
        (await host.RunAsync("import", "acts", Path.Combine(Repository.Root, "tests/Funding.Host.Tests/Importing/earlier-system.ndjson"))).Exit.ShouldBe(0);

        var told = await host.RunAsync("replay", Cpts);
        told.Exit.ShouldBe(0, told.Errors);
        told.Output.ShouldContain("Reste (avant → après)");
        told.Output.ShouldContain("Subvention FIR 2019");
        told.Output.ShouldContain("0,00\u202F€ → 45\u202F000,00\u202F€");
        told.Output.ShouldContain("engagé +30\u202F000,00\u202F€");
        told.Output.ShouldContain("Anne Martin");

        var json = JsonDocument.Parse((await host.RunAsync("replay", Cpts, "--json")).Output).RootElement.GetProperty("items").EnumerateArray().ToList();
        json[0].TryGetProperty("before", out _).ShouldBeFalse();
        json.Select(it => it.GetProperty("version").GetInt64()).ShouldBe(Enumerable.Range(1, json.Count).Select(version => (long)version));
        json.Zip(json.Skip(1)).ShouldAllBe(pair => pair.First.GetProperty("after").GetRawText() == pair.Second.GetProperty("before").GetRawText());

        var region = JsonDocument.Parse((await host.RunAsync("replay", "--region", "53", "--json")).Output).RootElement.GetProperty("items").EnumerateArray().ToList();
        region.Count.ShouldBeGreaterThan(json.Count);
        region[^1].GetProperty("after").GetProperty("total").GetProperty("paid").GetDecimal().ShouldBe(67_000m);
        (await host.RunAsync("replay", "--region", "53")).Output.ShouldContain("enveloppe 2019");
        (await host.RunAsync("replay", Cpts, "--to", "2019-01-01")).Output.ShouldContain("Aucun événement dans cette période.");
    }
}
