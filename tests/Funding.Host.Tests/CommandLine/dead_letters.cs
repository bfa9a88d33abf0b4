using System.Text.Json;

namespace Funding.Host.Tests.CommandLine;

/// <summary>Dead letters by the command line, on the database of a host that serves. Cost: a host, some processes.</summary>
public sealed class DeadLetters : IDisposable
{
    private const string Id = "00000000-0000-4000-9000-000000000001";
    private readonly HostProgram host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task They_are_listed_shown_replayed_and_discarded()
    {
        await using var serving = await host.ServeAsync();
        (await host.RunAsync("dead-letters", "list")).Output.ShouldContain("Aucun message en échec.");
        await Sql.RunAsync(host.OwnerConnectionString(),
            "insert into funding.deliveries (id, channel, lane, destination, ordering, position, state, attempts, settled_at, reason) "
            + $"values ('{Id}', 'email', 'smtp', gen_random_uuid(), 'one', 1, 'dead', 8, clock_timestamp(), 'refusé')");

        (await host.RunAsync("dead-letters", "list")).Output.ShouldContain($"{Id}  ");
        var listed = JsonDocument.Parse((await host.RunAsync("dead-letters", "list", "--channel", "email", "--json")).Output).RootElement;
        listed.EnumerateArray().Single().GetProperty("reason").GetString().ShouldBe("refusé");
        (await host.RunAsync("dead-letters", "show", Id)).Output.ShouldContain("refusé");

        (await host.RunAsync("dead-letters", "replay", Id)).Output.ShouldContain("Il sera envoyé de nouveau.");
        (await host.AskAsync<string>("select state from funding.deliveries")).ShouldBe("pending");
        await Sql.RunAsync(host.OwnerConnectionString(), "update funding.deliveries set state = 'dead', settled_at = clock_timestamp()");
        (await host.RunAsync("dead-letters", "replay", "--all", "--json")).Output.ShouldContain("""{"replayed":1}""");
        await Sql.RunAsync(host.OwnerConnectionString(), "update funding.deliveries set state = 'dead', settled_at = clock_timestamp()");
        (await host.RunAsync("dead-letters", "discard", Id, "--reason", "Adresse remplacée.")).Output.ShouldContain("Il ne sera pas envoyé.");

        var missing = await host.RunAsync("dead-letters", "show", Guid.NewGuid().ToString());
        (missing.Exit, missing.Errors.Trim()).ShouldBe((1, "Aucun message en échec ne porte cet identifiant."));
        (await host.RunAsync("dead-letters", "replay")).Exit.ShouldBe(1);
        foreach (var most in new[] { "0", "-3", "1001" }) (await host.RunAsync("dead-letters", "list", "--most", most)).Errors.ShouldContain("--most va de 1 à 1000.", Case.Sensitive, most);
        (await host.RunAsync("dead-letters", "discard", Id, "--reason", " ")).Errors.ShouldContain("--reason est vide.");
    }

    [Fact]
    public async Task A_host_with_half_a_mail_server_does_not_start()
    {
        var ran = await host.RunAsync([("Funding__Notifications__Smtp__Host", "mail.example")], "serve");

        (ran.Exit, ran.Errors.Trim()).ShouldBe((1, "Messagerie : Funding__Notifications__Smtp__From manque : l'adresse d'où partent les messages."));
        host.ServerPid().ShouldBeNull("nothing was started for it");
    }
}
