using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Engine.Storage;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class projecting_events(PostgresFixture postgres)
{
    [EngineFact]
    public async Task what_something_else_appended_reaches_the_dossier_and_the_due_dates()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync();

        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfCpts(cpts), "health_project_submitted",
            """{"deemedValidatedOn":"2024-04-02","effectiveDate":"2024-02-01"}""");
        await engine.SettleAsync();

        (await engine.Get<IDossiers>().ListAsync(new DossierQuery(Phase: PhaseName.Submitted), Moment.Now, new PageRequest(5), CancellationToken.None)).Items.Select(it => it.Id).ShouldBe([cpts]);
        (await engine.ScalarAsync<string>("select version || ' ' || to_char(next_due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from funding.dossiers")).ShouldBe("3 2024-04-01 22:00");
        (await engine.DoAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars)).Version.ShouldBe(4);
    }

    [EngineFact]
    public async Task types_unknown_here_are_numbered_and_ignored()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync();
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, "mt_tombstone");
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfCpts(cpts), "mt_tombstone:tombstone");
        await engine.DoAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars);
        await engine.SettleAsync();

        (await engine.ScalarAsync<long>("select max(position) from funding.ledger")).ShouldBe(5);
        var items = (await engine.Get<IDossiers>().TimelineAsync(cpts, Moment.Now, new PageRequest(9), CancellationToken.None)).Items;
        items.Select(item => (item.Position, item.Version, item.Event?.GetType().Name)).ShouldBe(
            [(1, 1, "CptsRegistered"), (2, 2, "LetterOfIntentAccepted"), (4, 3, null), (5, 4, "CptsRenamed")]);
        (await engine.ScalarAsync<long>("select count(*) from funding.projection_faults")).ShouldBe(0);
    }

    [EngineTheory]
    [InlineData("service_certified", "{}")]
    [InlineData("service_certified", """{"effectiveDate":"2024-02-01","certificationId":"x","instalment":1,"amount":1}""")]
    [InlineData("service_certified", """{"effectiveDate":"2024-02-01","amount":1e30}""")]
    [InlineData("cpts_renamed", """{"effectiveDate":"not a day","name":"x"}""")]
    [InlineData("cpts_renamed", """["not", "an", "object"]""")]
    [InlineData("commitment_cancelled", """{"effectiveDate":"2024-02-01","released":null}""")]
    [InlineData("commitment_cancelled", """{"effectiveDate":"2024-02-01","commitment":{"id":null,"source":"fir","budgetYear":2024,"regionCode":"84","departmentCode":"69"},"released":[{"number":1,"amount":1}]}""")]
    public async Task a_poison_event_on_a_dossier_blocks_nothing_else(string type, string data)
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var (poisoned, sound) = (await engine.BeginAsync("Empoisonnée"), await engine.BeginAsync("Saine"));
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfCpts(poisoned), type, data);
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfCpts(sound), "cpts_renamed", """{"effectiveDate":"2024-02-01","name":"Rebaptisée"}""", headers: """{"actor":"nobody we know"}""");
        await engine.SettleAsync();

        (await engine.ScalarAsync<long[]>("select array_agg(position) from funding.projection_faults")).ShouldBe([5]);
        (await engine.Get<IDossiers>().ListAsync(new DossierQuery(Text: "Rebaptisee"), Moment.Now, new PageRequest(5), CancellationToken.None)).Items.Select(it => it.Id).ShouldBe([sound]);
    }

    [EngineFact]
    public async Task a_poison_event_on_an_envelope_blocks_nothing_else()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfEnvelope("84", 2024), "envelope_notified",
            """{"regionCode":"84","year":2024,"kind":"initial","parts":{"total":1,"fungible":1,"ringFenced":0,"prevention":0,"medicoSocial":0},"effectiveDate":"2024-02-01"}""");
        await engine.DoAsync(new Funding.Domain.Envelopes.NotifyEnvelope("93", 2024, Funding.Domain.Envelopes.NotificationKind.Initial, Money.Euros(5m), Money.Euros(5m), null, null, null, "R"), ProjectPhase.Admin);
        await engine.SettleAsync();

        (await engine.ScalarAsync<long[]>("select array_agg(position) from funding.projection_faults")).ShouldBe([1]);
        (await engine.Get<IRegions>().EnvelopesAsync(null, null, Moment.Now, CancellationToken.None)).Select(it => it.RegionCode).ShouldBe(["93"]);
    }

    [EngineFact]
    public async Task a_host_that_dies_in_the_middle_of_the_views_is_replaced_and_nothing_is_there_twice()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        for (var i = 0; i < 4; i++)
        {
            await using var host = await engine.JoinAsync(workers: true);
            await engine.DoAsync(cpts, ProjectPhase.Grant($"g{i}", 1_000m), ProjectPhase.Ars);
            await Task.Delay(i * 40);
        }

        await using var last = await engine.JoinAsync(workers: true);
        await last.SettleAsync();
        (await last.ScalarAsync<decimal>("select sum(cents) from funding.entries")).ShouldBe(400_000m);
        (await last.ScalarAsync<string>("select string_agg(attribute, ' ' order by position, attribute) from funding.cpts_facts")).ShouldBe("name phase territory phase");
    }
}
