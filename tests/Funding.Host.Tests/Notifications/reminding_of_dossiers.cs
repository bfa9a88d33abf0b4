using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Leading;
using Funding.Engine.Reading;
using Funding.Engine.Sequencing;
using Funding.Host.Notifications.Reminding;
using Funding.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Funding.Host.Tests.Notifications;

/// <summary>What the calendar tells: once, whatever stops, and never early.</summary>
[Collection(PostgresTests.Name)]
public sealed class reminding_of_dossiers(PostgresFixture postgres)
{
    [EngineFact]
    public async Task each_is_told_on_its_day_at_midnight_of_the_region_and_once()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await using var telling = await engine.JoinTellingAsync();
        var cpts = await GrantedAsync(engine);
        await engine.ToldAsync();
        (await engine.KindsAsync()).ShouldBe(["fir-grant-awarded"]);

        await engine.MoveAsync("2024-05-01T21:59:59Z"); // one second before 2 May in Paris, 30 days before 1 June
        await engine.ToldAsync();
        (await engine.ScalarAsync<DateTime>("select next_at from funding.reminders")).ShouldBe(new DateTime(2024, 5, 1, 22, 0, 0, DateTimeKind.Utc));
        (await engine.KindsAsync()).ShouldBe(["fir-grant-awarded"]);

        await engine.MoveAsync("2024-05-01T22:00:00Z");
        await engine.ToldAsync();
        (await engine.KindsAsync()).ShouldBe(["fir-grant-awarded", "instalment-due"]);
        await engine.DoAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars);
        await engine.ToldAsync();
        (await engine.KindsAsync()).ShouldBe(["fir-grant-awarded", "instalment-due"]);
        (await engine.ScalarAsync<string>("select region || ' ' || department || ' ' || array_to_string(roles, '+') || ' ' || (event_id is null) || ' ' || data::text from funding.notices where number = 2")).ShouldBe(
            """84 69 ars-officer+ars-accountant true {"on": "2024-06-01", "kind": "instalmentDue", "amount": 45000, "source": "fir", "budgetYear": 2024, "instalment": 1, "regionCode": "84", "commitmentId": "g"}""");
    }

    [EngineFact]
    public async Task after_a_long_stop_only_what_still_makes_sense_is_told()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await GrantedAsync(engine);
        await engine.MoveAsync("2024-07-01T08:00:00Z");

        await using var telling = await engine.JoinTellingAsync();
        await engine.ToldAsync();

        (await engine.KindsAsync()).ShouldBe(["fir-grant-awarded", "instalment-overdue"]);
    }

    [EngineFact]
    public async Task what_a_jump_of_the_clock_bars_is_not_called_overdue_though_nobody_recorded_it_yet()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await GrantedAsync(engine);
        await engine.MoveAsync("2028-01-01T08:00:00Z");

        await using var reminding = await engine.JoinAsync(services => services.AddHostedService<Sequencer>().AddHostedService<RemindersWorker>());
        await TestEngine.UntilAsync(() => engine.ScalarAsync<bool>(
            "select exists (select from funding.checkpoints where name = 'reminders' and position = (select count(*) from funding.mt_events)) "
            + "and not exists (select from funding.reminders where next_at <= (select now from funding.simulated_clock))"), seen => seen, 60);

        (await engine.ScalarAsync<string>("select string_agg(kind, ',') from funding.outbox")).ShouldBe("fir-grant-awarded");
    }

    [EngineFact]
    public async Task what_was_paid_before_its_day_is_not_reminded_of()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await using var telling = await engine.JoinTellingAsync();
        var cpts = await GrantedAsync(engine);
        await engine.DoAsync(cpts, new Certify("g", "c1", 1, Money.Euros(45_000m)), ProjectPhase.Ars2);
        await engine.DoAsync(cpts, new Pay("g", 1, Money.Euros(45_000m), "VIR-1"), ProjectPhase.ArsPay);
        await engine.MoveAsync("2024-07-01T08:00:00Z");
        await engine.ToldAsync();

        (await engine.KindsAsync()).ShouldBe(["fir-grant-awarded"]);
    }

    [EngineFact]
    public async Task a_host_that_stops_before_what_it_tells_is_stored_is_followed_by_one_that_tells_it_once()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await GrantedAsync(engine);
        await engine.MoveAsync("2024-05-10T08:00:00Z");
        await engine.SettleAsync();
        await using var proxy = new CuttingProxy(engine.Database.RuntimeConnectionString);
        proxy.FreezeAt("set next_at = excluded.next_at");
        await using (var stopped = await engine.JoinRemindingAsync(proxy.By))
        {
            await TestEngine.UntilAsync(() => Task.FromResult(proxy.Cuts), cuts => cuts == 1, 60);
            await using var next = await engine.JoinTellingAsync();
            await engine.ToldAsync();
            proxy.Thaw();
        }

        (await engine.KindsAsync()).ShouldBe(["fir-grant-awarded", "instalment-due"]);
    }

    [EngineFact]
    public async Task what_was_told_is_found_again_and_told_no_more_whatever_became_of_checkpoints()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await using var telling = await engine.JoinTellingAsync();
        await GrantedAsync(engine);
        await engine.MoveAsync("2024-05-10T08:00:00Z");
        await engine.ToldAsync();

        await Sql.RunAsync(engine.OwnerConnectionString, "update funding.checkpoints set position = 0 where name = 'reminders'; update funding.reminders set next_at = '2024-01-01'");
        await engine.ToldAsync();

        (await engine.KindsAsync()).ShouldBe(["fir-grant-awarded", "instalment-due"]);
    }

    [EngineFact]
    public async Task a_leader_that_was_replaced_while_it_stood_still_reminds_of_nothing()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await GrantedAsync(engine);
        await engine.MoveAsync("2024-05-10T08:00:00Z");
        await engine.SettleAsync();
        await using var stale = await engine.Source.OpenConnectionAsync();
        var lease = new Lease(engine.Source, WorkerNames.Reminders, Guid.NewGuid());
        (await lease.TakeAsync(CancellationToken.None)).ShouldBeTrue();
        await Sql.RunAsync(engine.OwnerConnectionString, "update funding.leases set token = token + 1, holder = gen_random_uuid() where name = 'reminders'");

        (await Should.ThrowAsync<PostgresException>(() => TouchedDossiers.MarkAsync(stale, lease, engine.Clock.Now, CancellationToken.None))).SqlState.ShouldBe("CF002");
        (await Should.ThrowAsync<PostgresException>(() => RemindersWriter.WriteAsync(stale, lease, [DueReminders.PutOff(Guid.NewGuid(), engine.Clock.Now, new InvalidOperationException())], engine.Clock.Now, CancellationToken.None))).SqlState.ShouldBe("CF002");
        (await engine.ScalarAsync<long>("select count(*) from funding.reminders")).ShouldBe(0);
    }

    [EngineFact]
    public async Task two_hosts_remind_of_each_thing_once()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.DoAsync(ProjectPhase.Envelope(900_000m), ProjectPhase.Admin);
        for (var i = 0; i < 12; i++) await engine.DoAsync(await engine.BeginAsync(), ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);

        await using var one = await engine.JoinTellingAsync();
        await using var two = await engine.JoinTellingAsync();
        await engine.ToldAsync();
        await engine.MoveAsync("2024-05-10T08:00:00Z");
        await engine.ToldAsync();

        (await engine.ScalarAsync<string>("select count(*) || ' ' || count(distinct cpts_id) from funding.notices where kind = 'instalment-due'")).ShouldBe("12 12");
    }

    [EngineFact]
    public async Task dossiers_without_anything_to_come_are_looked_at_with_the_others()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        for (var i = 0; i < 6; i++) await engine.BeginAsync($"CPTS {i}");
        await GrantedAsync(engine);
        await using var telling = await engine.JoinTellingAsync();
        await engine.ToldAsync();

        (await engine.ScalarAsync<string>("select count(*) || ' ' || count(next_at) from funding.reminders")).ShouldBe("7 1");
    }

    [EngineFact]
    public async Task a_dossier_that_cannot_be_read_keeps_none_of_the_others_waiting()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var poisoned = await engine.BeginAsync("CPTS illisible");
        await engine.SettleAsync();
        await Sql.RunAsync(engine.OwnerConnectionString, $"update funding.mt_events set data = data || '{{\"effectiveDate\": \"no day\"}}' where stream_id = 'cpts-{poisoned}' and version = 1");
        await GrantedAsync(engine);
        await engine.MoveAsync("2024-05-10T08:00:00Z");

        await using var telling = await engine.JoinTellingAsync();
        await engine.ToldAsync();

        (await engine.KindsAsync()).ShouldBe(["fir-grant-awarded", "instalment-due"]);
        (await engine.ScalarAsync<bool>($"select next_at > (select now from funding.simulated_clock) from funding.reminders where cpts_id = '{poisoned}'")).ShouldBeTrue();
        (await FailedAsync(engine)).ShouldBe(1);
    }

    [EngineFact]
    public async Task a_dossier_whose_reminders_cannot_be_stored_keeps_none_of_the_others_waiting_and_is_reminded_of_once_they_can()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var poisoned = await GrantedAsync(engine);
        var sound = await engine.BeginAsync("CPTS saine");
        await engine.DoAsync(sound, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await engine.MoveAsync("2024-05-10T08:00:00Z");
        await Sql.RunAsync(engine.OwnerConnectionString, $"alter table funding.outbox add constraint poison check (cpts_id <> '{poisoned}' or event_id is not null)");

        await using var telling = await engine.JoinTellingAsync();
        await engine.ToldAsync();

        (await RemindedAsync(engine)).ShouldBe([sound]);
        (await FailedAsync(engine)).ShouldBe(1);
        (await engine.ScalarAsync<bool>($"select error like '%poison%' from funding.reminders where cpts_id = '{poisoned}'")).ShouldBeTrue();
        await Sql.RunAsync(engine.OwnerConnectionString, "alter table funding.outbox drop constraint poison");
        await engine.MoveAsync("2024-05-10T09:00:01Z");
        await engine.ToldAsync();
        (await RemindedAsync(engine)).ShouldBe([sound, poisoned]);
        (await FailedAsync(engine)).ShouldBe(0);
    }

    private static Task<Guid[]> RemindedAsync(TestEngine engine) => engine.ScalarAsync<Guid[]>("select array_agg(cpts_id order by number) from funding.notices where kind = 'instalment-due'");

    /// <summary>How many dossiers could not be reminded of, as health tells it.</summary>
    private static async Task<long> FailedAsync(TestEngine engine)
        => (await engine.Get<IProgressReader>().ReadAsync(CancellationToken.None)).Workers.Single(it => it.Name == WorkerNames.Reminders).Skipped;

    private static async Task<Guid> GrantedAsync(TestEngine engine)
    {
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        return cpts;
    }
}
