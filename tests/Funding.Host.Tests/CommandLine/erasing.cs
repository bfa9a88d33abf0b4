using System.Text.Json;

namespace Funding.Host.Tests.CommandLine;

/// <summary>Erasing by the command line, on the database of a host that serves. Cost: a host, a dozen processes.</summary>
public sealed class Erasing : IDisposable
{
    private readonly HostProgram host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_person_is_erased_once_with_a_certificate_that_is_verified()
    {
        await using var serving = await host.ServeAsync();
        var token = (await host.RunAsync("token", "--role", "auditor", "--user", "zed.marque", "--region", "*")).Output.Trim();
        (await serving.GetAsync("/api/v1/cpts", token)).Status.ShouldBe(200);
        await SignedAsync(serving, token);

        var check = await host.RunAsync("erase", "person", "--subject", "zed.marque", "--check");
        (check.Exit, check.Output.Trim()).ShouldBe((0, "Serait effacé : 1\u00A0ligne de people (compte et nom)."));
        var unconfirmed = await host.RunAsync("erase", "person", "--subject", "zed.marque");
        (unconfirmed.Exit, unconfirmed.Errors).ShouldBe((1, "Personne ne peut confirmer : dites --yes pour effacer, ou --check pour voir ce qui partirait." + Environment.NewLine));
        (await host.AskAsync<long>("select count(*) from funding.people where subject = 'zed.marque'")).ShouldBe(1);

        var erased = await host.RunAsync("erase", "person", "--subject", "zed.marque", "--yes", "--out", host["certificat.json"]);
        erased.Exit.ShouldBe(0, erased.Errors);
        erased.Output.ShouldStartWith("Effacé : 1\u00A0ligne de people (compte et nom).");
        erased.Output.ShouldContain("VACUUM FULL");
        (await host.AskAsync<long>("select count(*) from funding.people where subject = 'zed.marque'")).ShouldBe(0);
        var again = await host.RunAsync("erase", "person", "--subject", "zed.marque", "--yes", "--json");
        (again.Exit, JsonDocument.Parse(again.Output).RootElement.GetProperty("erased").GetBoolean()).ShouldBe((0, false));
        var unknown = await host.RunAsync("erase", "person", "--subject", "personne", "--yes");
        (unknown.Exit, unknown.Errors.Trim()).ShouldBe((1, "Personne n'est connu ici sous ce nom chez cet émetteur."));

        var certificate = await File.ReadAllTextAsync(host["certificat.json"]);
        (await host.RunAsync("erase", "list")).Output.Trim().ShouldBe(certificate.Trim());
        var valid = await host.RunAsync("erase", "verify", host["certificat.json"]);
        (valid.Exit, valid.Output).ShouldSatisfyAllConditions(it => it.Exit.ShouldBe(0, it.Output), it => it.Output.ShouldContain("Le certificat est valable."));
        await File.WriteAllTextAsync(host["faux.json"], certificate.Replace("\"people\":1", "\"people\":2", StringComparison.Ordinal));
        var altered = await host.RunAsync("erase", "verify", host["faux.json"]);
        altered.Exit.ShouldBe(1);
        altered.Output.ShouldContain("La signature est fausse");
        var key = JsonDocument.Parse(certificate).RootElement.GetProperty("key").GetString()!;
        (await host.RunAsync("erase", "verify", host["certificat.json"], "--key", key)).Exit.ShouldBe(0);
        (await host.RunAsync("erase", "verify", host["certificat.json"], "--key", "0011223344556677")).Output.ShouldContain("une clé qui n'est pas celle du registre");
        (await host.RunAsync("verify")).Exit.ShouldBe(0);
    }

    /// <summary>The ledger has a key once its first head is signed.</summary>
    private static Task<int> SignedAsync(Serving serving, string token)
        => Store.TestEngine.UntilAsync(async () => (await serving.GetAsync("/api/v1/audit/head", token)).Status, status => status == 200, 60);
}
