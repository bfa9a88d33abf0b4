using System.Globalization;
using Funding.Engine.Answering;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class asking_closes_the_past(PostgresFixture postgres)
{
    private const string Noon = "2024-02-01T12:00:00Z";

    private static readonly string Numbering
        = $"select funding.number_events('{Guid.Empty}', funding.take_lease('sequencer', '{Guid.Empty}', interval '1 minute'), 10)";

    [EngineTheory]
    [InlineData("2024-02-01T08:00:01Z", "after the last event known")]
    [InlineData("2024-02-01T08:00:00Z", "at the instant of the last event known")]
    public async Task an_act_in_flight_is_known_after_the_instant_that_was_asked_about(string asked, string where)
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync();
        await engine.MoveAsync(Noon);
        await using var slow = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await RenameAsync(slow, cpts, "2024-02-01T08:00:00Z");

        var first = await VersionAsync(engine, cpts, asked);
        await slow.CommitAsync();
        await engine.SettleAsync();
        var again = await VersionAsync(engine, cpts, asked);

        (first, again).ShouldBe((2, 2), where);
        (await VersionAsync(engine, cpts, Noon)).ShouldBe(3);
    }

    [EngineFact]
    public async Task an_instant_before_the_last_event_known_is_settled_without_a_note()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync();
        await engine.MoveAsync(Noon);
        await using var slow = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await RenameAsync(slow, cpts, "2024-02-01T08:00:00Z");
        await engine.BeginAsync();
        await engine.SettleAsync();

        var first = await VersionAsync(engine, cpts, "2024-02-01T11:59:59Z");
        await slow.CommitAsync();
        await engine.SettleAsync();

        (first, await VersionAsync(engine, cpts, "2024-02-01T11:59:59Z")).ShouldBe((2, 2));
        (await AskedAsync(engine)).ShouldBe("-infinity");
    }

    [EngineFact]
    public async Task an_instant_that_is_not_over_stays_open()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync();

        (await VersionAsync(engine, cpts, "2024-02-01T08:00:00Z")).ShouldBe(2);
        await engine.DoAsync(cpts, appending_acts.Rename("CPTS du Val"), ProjectPhase.Ars);

        (await VersionAsync(engine, cpts, "2024-02-01T08:00:00Z")).ShouldBe(3);
        (await AskedAsync(engine)).ShouldBe("-infinity");
    }

    [EngineFact]
    public async Task the_past_is_only_ever_closed_further()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);

        // Two questions at once, the earlier instant last.
        foreach (var asked in new[] { "2024-02-01T10:00:00Z", "2024-02-01T09:00:00Z" })
            await PastLook.CloseAsync(engine.Source, At(asked).AsOf!.Value, CancellationToken.None);

        (await AskedAsync(engine)).ShouldStartWith("2024-02-01 10:00:00");
    }

    [EngineFact]
    public async Task nothing_is_closed_while_events_are_being_numbered()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, "a");
        await using var numbering = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await numbering.RunAsync(Numbering);

        var instant = At("2024-02-01T09:00:00Z").AsOf!.Value;
        var closing = PastLook.CloseAsync(engine.Source, instant, CancellationToken.None);
        await Task.Delay(300);
        closing.IsCompleted.ShouldBeFalse();
        await numbering.CommitAsync();
        await closing;

        (await PastLook.AtAsync(engine.Source, instant, CancellationToken.None)).Position.ShouldBe(1);
    }

    [EngineFact]
    public async Task nothing_is_numbered_while_the_past_is_being_closed()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, "a");
        await using var closing = await Writer.BeginAsync(engine.Database.RuntimeConnectionString);
        await closing.RunAsync("update funding.ledger_state set asked = '2024-02-01T09:00:00Z'");

        var numbering = engine.ScalarAsync<int>(Numbering);
        await Task.Delay(300);
        await closing.CommitAsync();

        (await numbering).ShouldBe(1);
        (await PastLook.AtAsync(engine.Source, At("2024-02-01T09:00:00Z").AsOf!.Value, CancellationToken.None)).Position.ShouldBe(0);
    }

    [EngineFact]
    public async Task an_empty_ledger_has_no_past_to_close()
    {
        await using var engine = await TestEngine.StartAsync(postgres);

        (await engine.Get<IDossiers>().ListAsync(new DossierQuery(), At("2023-02-01T08:00:00Z"), new PageRequest(10), CancellationToken.None)).Items.ShouldBeEmpty();

        (await AskedAsync(engine)).ShouldBe("-infinity");
    }

    private static Task<long> RenameAsync(Writer writer, Guid cpts, string at)
        => writer.AppendAsync($"cpts-{cpts}", "cpts_renamed", """{"name":"CPTS du Val","effectiveDate":"2024-02-01"}""", at);

    private static async Task<long> VersionAsync(TestEngine engine, Guid cpts, string asked)
        => (await engine.Get<IDossiers>().FindAsync(cpts, At(asked), CancellationToken.None))!.Version;

    private static Task<string> AskedAsync(TestEngine engine) => engine.ScalarAsync<string>("select asked::text from funding.ledger_state");

    private static Moment At(string instant) => new(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));
}
