using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class loading_a_history(PostgresFixture postgres)
{
    [EngineFact]
    public async Task a_history_gives_the_same_views_as_the_acts_it_was_made_of()
    {
        await using var acted = await TestEngine.StartAsync(postgres);
        await acted.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await acted.BeginAsync();
        await acted.MoveAsync("2024-02-05T08:00:00Z");
        await acted.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await acted.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await acted.SettleAsync();
        await using var loaded = await TestEngine.StartAsync(postgres, "2024-02-05T08:00:00Z");

        await LoadAsync(loaded, await HistoryAsync(acted));
        await loaded.SettleAsync();

        foreach (var table in new[] { "mt_events", "entries", "cpts_facts", "envelope_acts", "dossiers", "ledger" })
            (await RowsAsync(loaded, table)).ShouldBe(await RowsAsync(acted, table), table);
        await loaded.MoveAsync("2024-04-05T22:00:00Z");
        await TestEngine.UntilAsync(() => loaded.TypesAsync(StreamId.OfCpts(cpts)), types => types[^1] == "health_project_deemed_validated");
    }

    [EngineFact]
    public async Task a_log_that_holds_an_event_takes_no_history()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.BeginAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => LoadAsync(engine, [Registered(Guid.NewGuid())]));
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events")).ShouldBe(2);
    }

    [EngineFact]
    public async Task a_failure_leaves_nothing()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var first = Registered(Guid.NewGuid());

        await Should.ThrowAsync<ArgumentException>(() => LoadAsync(engine, [first, Registered(Guid.NewGuid()) with { RecordedAt = first.RecordedAt.AddDays(-1) }]));
        await Should.ThrowAsync<NotSupportedException>(() => LoadAsync(engine, [first, .. Failing()]));

        (await engine.ScalarAsync<long>("select (select count(*) from funding.mt_streams) + (select count(*) from funding.mt_events) + (select count(*) from funding.dossiers)")).ShouldBe(0);
        await LoadAsync(engine, [first]);
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events")).ShouldBe(1);

        static IEnumerable<PastEvent> Failing()
        {
            yield return Registered(Guid.NewGuid());
            throw new NotSupportedException();
        }
    }

    [EngineFact]
    public async Task of_two_loaders_at_once_one_loads_and_acts_wait_for_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var (reading, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = Task.Run(() => LoadAsync(engine, Slow()));
        await reading.Task;
        var second = LoadAsync(engine, [Registered(Guid.NewGuid())]);
        var act = engine.TryAsync(Guid.NewGuid(), ProjectPhase.Registration(Guid.NewGuid()), ProjectPhase.Ars);
        await TestEngine.UntilAsync(() => appending_acts.WaitingAsync(engine), waiting => waiting == 2);
        goOn.SetResult();

        await first;
        await Should.ThrowAsync<InvalidOperationException>(() => second);
        (await act).ShouldBeOfType<ActDone>();
        (await engine.ScalarAsync<DateTime[]>("select array_agg(timestamp order by seq_id) from funding.mt_events"))
            .ShouldBe([new(2024, 1, 5, 8, 0, 0, DateTimeKind.Utc), new(2024, 2, 1, 8, 0, 0, DateTimeKind.Utc)]);

        IEnumerable<PastEvent> Slow()
        {
            reading.SetResult();
            goOn.Task.Wait();
            yield return Registered(Guid.NewGuid());
        }
    }

    [EngineFact]
    public async Task a_history_of_several_chunks_is_one_history()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var scope = engine.Services.CreateAsyncScope();
        var comment = scope.ServiceProvider.GetRequiredService<ISealer>().Seal("relu deux fois", "comment");
        Guid[] cpts = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        var history = cpts.Select(Registered).Concat(Enumerable.Range(0, 12_000).Select(i => Changed(cpts[i % 3], $"profil {i}", i is 0 or 11_997 ? comment : null)));

        await scope.ServiceProvider.GetRequiredService<IHistoryLoader>().LoadAsync(history, null, CancellationToken.None);

        (await engine.ScalarAsync<string>(
            "select string_agg(n::text, ' ') from (select count(*) from funding.mt_events union all select min(version) from funding.mt_streams union all select max(version) from funding.mt_streams "
            + "union all select count(*) from funding.dossiers where version = 4001 union all select count(*) from funding.sealed_keys) it (n)")).ShouldBe("12003 4001 4001 3 1");
        (await engine.ScalarAsync<long>("select count(*) from (select data ->> 'profile' p, lag(seq_id) over (order by version) before, seq_id from funding.mt_events "
            + $"where stream_id = '{StreamId.OfCpts(cpts[0])}') it where seq_id < before")).ShouldBe(0);
        (await engine.Get<IDossiers>().FindAsync(cpts[0], Moment.Now, CancellationToken.None))!.State.Last<ProfileChanged>()!.Comment!.Text.ShouldBe("relu deux fois");
    }

    [EngineFact]
    public async Task a_load_given_up_leaves_nothing_and_asks_for_no_event_more()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        using var stop = new CancellationTokenSource();
        var (asked, ended) = (0, false);

        await Should.ThrowAsync<OperationCanceledException>(() => LoadAsync(engine, Endless(), stop.Token));

        ended.ShouldBeTrue();
        asked.ShouldBeLessThan(100_000);
        (await engine.ScalarAsync<long>("select (select count(*) from funding.mt_streams) + (select count(*) from funding.mt_events)")).ShouldBe(0);
        (await engine.ScalarAsync<bool>("select exists (select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database()))")).ShouldBeFalse();

        IEnumerable<PastEvent> Endless()
        {
            try
            {
                while (true)
                {
                    if (++asked == 12_000) stop.Cancel();
                    yield return Registered(Guid.NewGuid());
                }
            }
            finally
            {
                ended = true;
            }
        }
    }

    private static PastCptsEvent Changed(Guid id, string profile, SealedText? comment) => new(id, Guid.NewGuid(), ProjectPhase.Ars.Person, new DateTimeOffset(2024, 1, 6, 8, 0, 0, TimeSpan.Zero),
        new ProfileChanged(profile) { EffectiveDate = new(2024, 1, 6), Comment = comment });

    private static PastCptsEvent Registered(Guid id) => new(id, Guid.NewGuid(), ProjectPhase.Ars.Person, new DateTimeOffset(2024, 1, 5, 8, 0, 0, TimeSpan.Zero),
        new CptsRegistered("CPTS", "84", new Territory("69", [], 1_000), null, new Identifiers(null, null), null) { EffectiveDate = new(2024, 1, 5) });

    private static async Task LoadAsync(TestEngine engine, IEnumerable<PastEvent> history, CancellationToken cancellation = default)
    {
        await using var scope = engine.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IHistoryLoader>().LoadAsync(history, null, cancellation);
    }

    private static async Task<List<PastEvent>> HistoryAsync(TestEngine engine)
    {
        await using var command = engine.Source.CreateCommand(
            $"select {StoredEvent.Columns} from funding.mt_events e join funding.ledger l using (seq_id) order by l.position");
        await using var reader = await command.ExecuteReaderAsync();
        var history = new List<PastEvent>();
        while (await reader.ReadAsync())
        {
            var it = StoredEvent.Read(reader);
            history.Add(StreamId.IsCpts(it.Stream, out var id)
                ? new PastCptsEvent(id, it.Id, it.Actor, it.RecordedAt, it.Event<CptsEvent>()!) { CorrelationId = it.Correlation!.Value }
                : new PastEnvelopeEvent("84", 2024, it.Id, it.Actor, it.RecordedAt, it.Event<EnvelopeEvent>()!) { CorrelationId = it.Correlation!.Value });
        }

        return history;
    }

    private static Task<string> RowsAsync(TestEngine engine, string table)
        => engine.ScalarAsync<string>($"select string_agg(to_jsonb(t)::text, e'\\n' order by to_jsonb(t)::text) from funding.{table} t");
}
