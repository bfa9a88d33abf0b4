using Funding.Domain;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Funding.Host.Tests.Store;
using Funding.Marten.Views;

namespace Funding.Host.Tests.Marten;

/// <summary>Store. An event that Marten's views cannot take keeps no other waiting, is told of, and makes no answer wrong: the shared readers answer then.</summary>
[Collection(PostgresTests.Name)]
public sealed class marten_views_and_odd_events(PostgresFixture postgres)
{
    private const string Tombstone = "JasperFx.Events.Tombstone, JasperFx.Events";

    [Theory]
    [InlineData("of_a_later_version", null)]
    [InlineData("of_a_later_version", "Nobody.Knows, Nobody")]
    [InlineData("tombstone", Tombstone)]
    public async Task an_unknown_one_in_a_dossier_stops_nobody_and_is_counted_once_the_dossier_goes_on(string type, string? clrName)
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        var (odd, sound) = (await engine.BeginAsync("Étrange"), await engine.BeginAsync("Saine"));
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfCpts(odd), type, clrName: clrName);
        await engine.DoAsync(sound, appending_acts.Rename("Rebaptisée"), ProjectPhase.Ars);
        await engine.CatchUpAsync();
        await engine.ShouldAgreeAsync();

        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfCpts(odd), "cpts_renamed", """{"effectiveDate":"2024-02-01","name":"Connue"}""");
        await engine.SettleAsync();
        await engine.CatchUpAsync();

        (await engine.WorkerAsync(MartenProgress.Dossiers)).Skipped.ShouldBe(1);
        await Should.ThrowAsync<ViewsOfMarten.AskedElsewhereException>(() => engine.Documents().Dossiers.ListAsync(new DossierQuery(), Moment.Now, new PageRequest(5), CancellationToken.None));
        (await engine.TellsAsync()).ShouldBe(await engine.SharedAsync());
    }

    [Fact]
    public async Task tombstones_of_marten_are_no_dossiers()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, "mt_tombstone", "tombstone", clrName: Tombstone);
        await engine.BeginAsync();
        await engine.CatchUpAsync();

        await engine.ShouldAgreeAsync();
        (await engine.WorkerAsync(MartenProgress.Dossiers)).Skipped.ShouldBe(0);
    }

    [Theory]
    [InlineData("service_certified", "{}")]
    [InlineData("service_certified", """{"effectiveDate":"2024-02-01","certificationId":"x","instalment":1,"amount":1}""")]
    [InlineData("service_certified", """{"effectiveDate":"2024-02-01","amount":1e30}""")]
    [InlineData("cpts_renamed", """{"effectiveDate":"not a day","name":"x"}""")]
    [InlineData("cpts_renamed", """{"effectiveDate":"2024-02-01"}""")]
    [InlineData("territory_changed", """{"effectiveDate":"2024-02-01"}""")]
    [InlineData("cpts_renamed", """["not", "an", "object"]""")]
    [InlineData("commitment_cancelled", """{"effectiveDate":"2024-02-01","released":null}""")]
    public async Task one_that_makes_no_sense_is_set_aside_and_its_dossier_stays_as_it_was(string type, string data)
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        var (poisoned, sound) = (await engine.BeginAsync("Empoisonnée"), await engine.BeginAsync("Saine"));
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfCpts(poisoned), type, data);
        await engine.DoAsync(sound, appending_acts.Rename("Rebaptisée"), ProjectPhase.Ars);
        await engine.SettleAsync();
        await engine.CatchUpAsync();

        await engine.ShouldAgreeAsync();
        await TestEngine.UntilAsync(() => engine.WorkerAsync(MartenProgress.Dossiers), worker => worker.Skipped == 1);
    }

    [Fact]
    public async Task one_that_makes_no_sense_on_an_envelope_keeps_no_money_waiting()
    {
        await using var engine = await ViewsOfMarten.StartAsync(postgres);
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfEnvelope("93", 2024), "envelope_notified",
            """{"regionCode":"93","year":2024,"kind":"initial","parts":{"total":1,"fungible":1,"ringFenced":0,"prevention":0,"medicoSocial":0},"effectiveDate":"2024-02-01"}""");
        await engine.DoAsync(ProjectPhase.Envelope(1_000m), ProjectPhase.Admin);
        await engine.CatchUpAsync();

        await engine.ShouldAgreeAsync();
        await TestEngine.UntilAsync(() => engine.WorkerAsync(MartenProgress.Regions), worker => worker.Skipped == 1);
        (await engine.Documents().Regions.RegionAsync("84", new FinancingQuery(2024, null, null, Moment.Now), CancellationToken.None)).Envelope!.Available.ShouldBe(Money.Euros(1_000m));
    }
}
