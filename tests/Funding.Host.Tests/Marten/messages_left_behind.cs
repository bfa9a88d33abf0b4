using Funding.Host.Hosting;
using Funding.Host.Tests.Acceptance;

namespace Funding.Host.Tests.Marten;

/// <summary>What the Marten engine stored to be told on and nobody told on yet. Cost: hosts, and the patience of one of them.</summary>
[Collection(PostgresTests.Name)]
public sealed class messages_left_behind(PostgresFixture postgres)
{
    private const string Clock = "2024-02-01T08:00:00Z";

    [Fact]
    public async Task keep_the_built_in_engine_from_starting_until_a_host_on_Marten_has_told_them_on()
    {
        await using var first = await LiveHost.StartAsync(postgres, Clock);
        await first.StopAsync();
        await Sql.RunAsync(first.Database.OwnerConnectionString,
            "insert into funding_wolverine.wolverine_incoming_envelopes (id, status, owner_id, attempts, body, message_type) values (gen_random_uuid(), 'Incoming', 0, 0, '\\x00', 'nobody-s')");

        (await Should.ThrowAsync<CannotRunException>(() => first.JoinAsync(Clock))).Message.ShouldContain("du moteur Marten attend encore");

        await Sql.RunAsync(first.Database.OwnerConnectionString, "update funding_wolverine.wolverine_incoming_envelopes set status = 'Handled'");
        await using var second = await first.JoinAsync(Clock);
        (await second.GetAsync("/aci-tariffs", second.Token("auditor", "a.udit", region: "*"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task keep_nobody_from_starting_on_Marten()
    {
        await using var first = await LiveHost.StartAsync(postgres, Clock);
        await Sql.RunAsync(first.Database.OwnerConnectionString,
            "insert into funding_wolverine.wolverine_incoming_envelopes (id, status, owner_id, attempts, body, message_type) values (gen_random_uuid(), 'Incoming', 4711, 0, '\\x00', 'nobody-s')");

        await using var second = await Engines.OnAsync("Marten", () => first.JoinAsync(Clock));

        (await second.GetAsync("/aci-tariffs", second.Token("auditor", "a.udit", region: "*"))).Status.ShouldBe(200);
    }
}
