using System.Text.Json;

namespace Funding.Host.Tests.CommandLine;

/// <summary>Rebuilding by the command line, on the database of a host that serves. Cost: a host with a small demonstration, some processes.</summary>
public sealed class Rebuilding : IDisposable
{
    private readonly HostProgram host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task Views_are_rebuilt_verified_and_mended_while_a_host_serves()
    {
        await using var serving = await host.ServeAsync();
        var envelopes = Path.Combine(House.Repository.Root, "src/Funding.Host/Reference/data/fir-envelopes-2023.csv");
        (await host.RunAsync("import", "fir-envelopes", envelopes)).Exit.ShouldBe(0);
        await Store.TestEngine.UntilAsync(() => host.AskAsync<long>("select count(*) from funding.envelope_acts"), count => count == 10);

        var rebuilt = await host.RunAsync("rebuild");
        rebuilt.Exit.ShouldBe(0, rebuilt.Errors);
        rebuilt.Output.ShouldContain("regions : recalculée, égale à la vue en service à la position 12, échangée.");
        rebuilt.Output.ShouldContain("dossiers : recalculée, égale à la vue en service, échangée.");
        rebuilt.Errors.ShouldContain("Vue regions : 12");

        await Sql.RunAsync(host.OwnerConnectionString(), "update funding.envelope_acts set total = total + 1 where position = 4");
        var verified = await host.RunAsync("rebuild", "regions", "--verify", "--json");
        verified.Exit.ShouldBe(1, verified.Output);
        var report = JsonDocument.Parse(verified.Output).RootElement[0];
        (report.GetProperty("swapped").GetBoolean(), report.GetProperty("difference").GetProperty("column").GetString()).ShouldBe((false, "total"));

        var refused = await host.RunAsync("rebuild", "regions");
        refused.Exit.ShouldBe(1);
        refused.Errors.ShouldContain("première différence : table envelope_acts, ligne position 4 : colonne total : ");
        refused.Output.ShouldContain("rien n'a été échangé");

        var mended = await host.RunAsync("rebuild", "regions", "--replace");
        mended.Exit.ShouldBe(0, mended.Errors);
        mended.Errors.ShouldContain("colonne total");
        mended.Output.ShouldContain("remplacée");
        (await host.RunAsync("rebuild", "--verify")).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_host_a_server_is_started_for_the_while()
    {
        var ran = await host.RunAsync("rebuild", "--verify");

        ran.Exit.ShouldBe(0, ran.Errors);
        ran.Output.ShouldContain("regions : égale à la vue en service.");
        host.ServerPid().ShouldBeNull("the server stops with the verb");
    }
}
