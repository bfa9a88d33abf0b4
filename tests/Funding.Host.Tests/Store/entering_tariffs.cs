using Funding.Domain;
using Funding.Domain.Refusing;
using Funding.Domain.Tariffs;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class entering_tariffs(PostgresFixture postgres)
{
    private static readonly Idempotency Key = new("k1", "hash-1");

    private static readonly TariffCell Ceiling = new(1, TariffItem.Ceiling);

    private static EnterTariffCell Enter(decimal amount, int sizeClass = 1) => new("aci-avenant-2", Ceiling with { Class = sizeClass }, Money.Euros(amount), "JO fictif");

    private static ActAnswer Answer(long version, params string[] events) => new(200, "aci-avenant-2", version, null, events.ToSequence(), []);

    private async Task<TestEngine> StartAsync(string now = "2024-02-01T08:00:00Z", bool workers = true)
    {
        var engine = await TestEngine.StartAsync(postgres, now, workers);
        await engine.PublishAsync(ReferenceFiles.AciTariffs());
        return engine;
    }

    private static async Task<Money?> AmountAsync(TestEngine engine, Moment moment)
        => (await engine.Get<ITariffs>().ListAsync(moment, CancellationToken.None)).Single(view => view.Tariff.Id == "aci-avenant-2").AmountOf(Ceiling);

    [EngineFact]
    public async Task an_entry_is_an_event_that_every_host_sees_at_once()
    {
        await using var engine = await StartAsync(workers: false);
        await using var other = await engine.JoinAsync(workers: false);

        (await engine.DoAsync(Enter(268_000m), ProjectPhase.Admin)).ShouldBe(Answer(2, "tariff_cell_entered"));
        (await other.DoAsync(Enter(268_000m), ProjectPhase.Admin)).ShouldBe(Answer(2));
        (await other.DoAsync(Enter(286_000m), ProjectPhase.Admin)).ShouldBe(Answer(3, "tariff_cell_entered"));

        (await AmountAsync(engine, Moment.Now)).ShouldBe(Money.Euros(286_000m));
    }

    [EngineFact]
    public async Task entries_at_once_are_all_stored_one_after_the_other()
    {
        await using var engine = await StartAsync(workers: false);
        await using var other = await engine.JoinAsync(workers: false);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? engine : other).TryAsync(_ => Enter(100_000m + i, (i % 3) + 1), ProjectPhase.Admin)));

        outcomes.Cast<ActDone>().Select(done => done.Answer.Version).Order().ShouldBe(Enumerable.Range(2, 12).Select(version => (long)version));
        (await engine.ScalarAsync<long>("select version from funding.mt_streams where id = 'aci-tariff-aci-avenant-2'")).ShouldBe(13);
    }

    [EngineFact]
    public async Task the_same_key_has_one_effect_and_another_body_is_refused()
    {
        await using var engine = await StartAsync(workers: false);
        await using var other = await engine.JoinAsync(workers: false);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? engine : other).TryAsync(_ => Enter(268_000m), ProjectPhase.Admin, Key)));

        outcomes.Select(outcome => outcome.ShouldBeOfType<ActDone>().Answer).ShouldBe(Enumerable.Repeat(Answer(2, "tariff_cell_entered"), 8));
        (await engine.TryAsync(_ => Enter(1m), ProjectPhase.Admin, Key with { RequestHash = "hash-2" })).ShouldBe(new ActRefused(new IdempotencyKeyReused()));
    }

    [EngineFact]
    public async Task nobody_else_enters_anything_and_nobody_publishes()
    {
        await using var engine = await StartAsync(workers: false);

        (await engine.TryAsync(_ => Enter(1m), ProjectPhase.Ars)).ShouldBe(new ActRefused(new Forbidden()));
        (await engine.TryAsync(_ => ReferenceFiles.AciTariffs()[0] with { Tariff = "aci-2031" }, ProjectPhase.Admin)).ShouldBe(new ActRefused(new Forbidden()));
        (await engine.TryAsync(_ => Enter(1m) with { Tariff = "aci-2031" }, ProjectPhase.Ars)).ShouldBe(new ActRefused(new NotFound()));
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events")).ShouldBe(2);
    }

    [EngineFact]
    public async Task an_auditor_sees_who_entered_what_as_of_any_instant()
    {
        await using var engine = await StartAsync();
        var admin = await engine.Get<IPeople>().IdentifyAsync("test", "admin", "A. Dupuis", CancellationToken.None);
        await engine.MoveAsync("2024-02-02T08:00:00Z");
        await engine.TryAsync(seal => Enter(268_000m) with { Comment = seal.Seal("Lu au JO.", "comment") }, ProjectPhase.Admin with { Person = admin });
        await engine.MoveAsync("2024-02-03T08:00:00Z");
        await engine.DoAsync(Enter(286_000m), ProjectPhase.Admin with { Person = admin });

        (await AmountAsync(engine, Moment.Now)).ShouldBe(Money.Euros(286_000m));
        (await AmountAsync(engine, new Moment(null, new(2024, 2, 2)))).ShouldBe(Money.Euros(268_000m));
        (await AmountAsync(engine, new Moment(Instant("2024-02-02T08:00:00Z"), null))).ShouldBe(Money.Euros(268_000m));
        (await AmountAsync(engine, new Moment(Instant("2024-02-02T07:59:59Z"), null))).ShouldBeNull();
        (await engine.Get<ITariffs>().ListAsync(new Moment(Instant("2024-02-01T07:59:59Z"), null), CancellationToken.None)).ShouldBeEmpty();
        var acts = (await engine.Get<ITariffs>().ListAsync(Moment.Now, CancellationToken.None))[0].Acts;
        acts.Select(act => (act.Version, act.RecordedAt, act.ActorName, act.Event.Comment?.Text)).ShouldBe([
            (1, Instant("2024-02-01T08:00:00Z"), null, null), (2, Instant("2024-02-02T08:00:00Z"), "A. Dupuis", "Lu au JO."), (3, Instant("2024-02-03T08:00:00Z"), "A. Dupuis", null)]);
    }

    [EngineFact]
    public async Task a_comment_is_sealed_and_gone_with_its_key()
    {
        await using var engine = await StartAsync(workers: false);
        await engine.TryAsync(seal => Enter(268_000m) with { Comment = seal.Seal("saisi par Camille", "comment") }, ProjectPhase.Admin);
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events where data::text like '%Camille%'")).ShouldBe(0);

        await engine.ScalarAsync<object?>("with gone as (delete from funding.sealed_keys returning 1) select count(*) from gone");

        var entry = (await engine.Get<ITariffs>().ListAsync(Moment.Now, CancellationToken.None))[0].Acts[1].Event;
        entry.Comment.ShouldNotBeNull().Text.ShouldBeNull();
        (await engine.DoAsync(Enter(286_000m), ProjectPhase.Admin)).Version.ShouldBe(3);
    }

    [EngineFact]
    public async Task a_history_may_hold_tariffs()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var shipped = ReferenceFiles.AciTariffs()[1];
        PastEvent[] history =
        [
            new PastTariffEvent("aci-avenant-2", Guid.NewGuid(), PersonId.System, Instant("2023-01-02T08:00:00Z"), new AciTariffPublished(shipped.Tariff, shipped.Facts) { EffectiveDate = new(2022, 4, 1), Reference = shipped.Reference }),
            new PastTariffEvent("aci-avenant-2", Guid.NewGuid(), ProjectPhase.Admin.Person, Instant("2023-01-03T08:00:00Z"), new TariffCellEntered(Ceiling, Money.Euros(268_000m)) { EffectiveDate = new(2023, 1, 3), Reference = "JO fictif" }),
        ];
        await using (var scope = engine.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<IHistoryLoader>().LoadAsync(history, null, CancellationToken.None);

        await engine.PublishAsync(ReferenceFiles.AciTariffs());

        await engine.SettleAsync();
        (await AmountAsync(engine, new Moment(Instant("2023-01-02T08:00:00Z"), null))).ShouldBeNull();
        (await AmountAsync(engine, new Moment(Instant("2023-01-03T08:00:00Z"), null))).ShouldBe(Money.Euros(268_000m));
        (await engine.ScalarAsync<string[]>("select array_agg(id || ' ' || version order by id) from funding.mt_streams")).ShouldBe(["aci-tariff-aci-2019 1", "aci-tariff-aci-avenant-2 2"]);
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
