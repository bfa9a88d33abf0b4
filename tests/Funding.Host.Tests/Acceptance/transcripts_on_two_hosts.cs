namespace Funding.Host.Tests.Acceptance;

/// <summary>Every transcript again, on two hosts of one database that answer in turn. Cost: about two seconds each.</summary>
[Collection(PostgresTests.Name)]
public sealed class TranscriptsOnTwoHosts(PostgresFixture postgres)
{
    public static TheoryData<string> All => Transcripts.All;

    [EngineTheory]
    [MemberData(nameof(All))]
    public async Task Every_step_holds(string file)
    {
        var transcript = await Transcripts.ReadAsync(file);
        var clock = transcript["clock"]!.GetValue<string>();
        await using var first = await LiveHost.StartAsync(postgres, clock);
        await using var second = await first.JoinAsync(clock);

        (await new TranscriptPlayer([first, second], transcript).PlayAsync()).ShouldBeEmpty();

        (await first.ScalarAsync<string[]>("select array(select name || ' ' || token from funding.leases order by name)"))
            .ShouldBe(["deliveries 1", "due-dates 1", "ledger 1", "notices 1", "reminders 1", "sequencer 1", "views 1", "webhooks 1"], "one leader for each worker, from the first step to the last");
    }

    [EngineFact]
    public async Task A_clock_moved_by_one_host_is_read_by_the_other()
    {
        await using var first = await LiveHost.StartAsync(postgres);
        await using var second = await first.JoinAsync("2024-02-01T08:00:00Z");
        var admin = first.Token("admin", region: "*");
        using var moved = new StringContent("""{"now":"2024-03-01T08:00:00Z"}""", System.Text.Encoding.UTF8, "application/json");
        (await first.SendAsync(HttpMethod.Put, "/api/v1/simulation/clock", moved, admin)).Status.ShouldBe(200);

        (await second.GetAsync("/simulation/clock", admin)).Text.ShouldContain("2024-03-01T08:00:00");
    }

    [EngineFact]
    public async Task Each_host_finds_the_tariffs_that_the_first_one_published()
    {
        await using var first = await LiveHost.StartAsync(postgres);
        await using var second = await first.JoinAsync("2024-02-01T08:00:00Z");

        foreach (var host in new[] { first, second })
            (await host.GetAsync("/aci-tariffs", host.Token("cpts", cpts: Guid.NewGuid()))).Json.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("id")} {item.GetProperty("version")}")
                .ShouldBe(["aci-avenant-2 1", "aci-2019 1"]);
        (await first.EventsAsync()).ShouldBe(2);
    }

    [EngineFact]
    public async Task A_database_on_which_nobody_has_acted_may_go_on_on_a_simulated_clock_that_is_not_behind_it()
    {
        await using var real = await LiveHost.StartAsync(postgres, clock: null);
        var later = DateTimeOffset.UtcNow.AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

        await using var training = await real.JoinAsync(later);

        (await training.EventsAsync()).ShouldBe(2);
    }

    [EngineFact]
    public async Task A_host_on_another_clock_is_not_let_in()
    {
        await using var training = await LiveHost.StartAsync(postgres);
        (await Should.ThrowAsync<Hosting.CannotRunException>(() => training.JoinAsync(clock: null))).Message.ShouldContain("--simulated-clock");

        await using var real = await LiveHost.StartAsync(postgres, clock: null);
        (await Should.ThrowAsync<Hosting.CannotRunException>(() => real.JoinAsync("2024-02-01T08:00:00Z"))).Message.ShouldContain("barèmes", Case.Sensitive, "time would go back behind what the host published");
        (await real.PostAsync("/fir-envelopes", """{"regionCode":"84","year":2024,"total":1,"fungible":1,"reference":"N"}""", real.Token("admin", region: "*"))).Status.ShouldBe(200);
        (await Should.ThrowAsync<Hosting.CannotRunException>(() => real.JoinAsync("2024-02-01T08:00:00Z"))).Message.ShouldContain("heure réelle");
    }
}
