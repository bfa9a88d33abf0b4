using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Notifications;

/// <summary>From the outbox to the notices and their deliveries.</summary>
[Collection(PostgresTests.Name)]
public sealed class dispatching_notices(PostgresFixture postgres)
{
    [EngineFact]
    public async Task what_acts_tell_is_numbered_in_order_without_gaps()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await using var telling = await engine.JoinDispatchingAsync();
        await engine.DoAsync(ProjectPhase.Envelope(50_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await engine.DispatchedAsync();
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.DispatchedAsync();

        (await engine.NoticesAsync()).ShouldBe(["1 fir-grant-awarded", "2 envelope-at80", "3 health-project-submitted"]);
        (await engine.ScalarAsync<string>("select string_agg(array_to_string(roles, '+') || ' ' || coalesce(department, '-') || ' ' || (cpts_id is not null), ', ' order by number) from funding.notices"))
            .ShouldBe("cpts+ars-accountant 69 true, ars-officer - false, ars-officer 69 true");
    }

    [EngineFact]
    public async Task two_hosts_tell_each_thing_once()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        for (var i = 1; i <= 60; i++) await engine.OutAsync(i);
        await Sql.RunAsync(engine.OwnerConnectionString,
            "insert into funding.mailboxes (id, address, role, region, opened_at) values (gen_random_uuid(), 'a@b.fr', 'ars-accountant', '84', '2024-01-01')");

        await using var one = await engine.JoinDispatchingAsync();
        await using var two = await engine.JoinDispatchingAsync();
        for (var i = 61; i <= 120; i++) await engine.OutAsync(i);
        await engine.DispatchedAsync();

        (await engine.ScalarAsync<string>("select count(*) || ' ' || min(number) || ' ' || max(number) from funding.notices")).ShouldBe("120 1 120");
        (await engine.ScalarAsync<string>("select count(*) || ' ' || count(distinct notice_id) from funding.deliveries")).ShouldBe("120 120");
    }

    [EngineFact]
    public async Task a_leader_that_was_replaced_while_it_stood_still_tells_nothing()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.OutAsync(1);
        var stale = await engine.ScalarAsync<long>("select funding.take_lease('notices', '00000000-0000-0000-0000-000000000001', interval '6 seconds')");
        await Sql.RunAsync(engine.OwnerConnectionString, "update funding.leases set expires_at = '-infinity' where name = 'notices'");
        await engine.ScalarAsync<long>("select funding.take_lease('notices', '00000000-0000-0000-0000-000000000002', interval '6 seconds')");

        var refused = await Should.ThrowAsync<Npgsql.PostgresException>(() => engine.ScalarAsync<int>(
            $"select funding.dispatch_notices('00000000-0000-0000-0000-000000000001', {stale}, array(select id from funding.outbox))"));

        refused.SqlState.ShouldBe("CF002");
        (await engine.ScalarAsync<long>("select count(*) from funding.outbox")).ShouldBe(1);
    }

    [EngineFact]
    public async Task what_was_told_is_not_told_again()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var telling = await engine.JoinDispatchingAsync();
        await engine.OutAsync(1);
        await engine.DispatchedAsync();
        await engine.OutAsync(1);
        await engine.OutAsync(2);
        await engine.DispatchedAsync();

        (await engine.NoticesAsync()).ShouldBe(["1 fir-grant-awarded", "2 fir-grant-awarded"]);
        (await engine.ScalarAsync<long>("select count(*) from funding.outbox")).ShouldBe(0);
    }

    [EngineTheory]
    [InlineData("a value that is too large for an index", """{"budgetYear": "' || (select string_agg(md5(n::text), '') from generate_series(1, 400) n) || '"}""", null)]
    [InlineData("a value that a table does not take", "{}", "alter table funding.notices add check (id <> '00000007-0000-0000-0000-000000000000')")]
    [InlineData("what a trigger does not want", "{}",
        "create function funding.refuse() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$; "
        + "create trigger refuse before insert on funding.notices for each row when (new.id = '00000007-0000-0000-0000-000000000000') execute function funding.refuse()")]
    public async Task a_row_that_cannot_be_told_keeps_no_other_waiting_is_tried_again_and_set_aside_with_its_reason(string what, string data, string? guard)
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        if (guard is not null) await Sql.RunAsync(engine.OwnerConnectionString, guard);
        await Sql.RunAsync(engine.OwnerConnectionString, "insert into funding.mailboxes (id, address, role, region, opened_at) values (gen_random_uuid(), 'a@b.fr', 'ars-accountant', '84', '2024-01-01')");
        for (var i = 1; i <= 30; i++) await engine.OutAsync(i, i == 7 ? data : "{}");

        await using var telling = await engine.JoinDispatchingAsync();

        await TestEngine.UntilAsync(() => engine.ScalarAsync<long>("select count(*) from funding.notices"), told => told == 29, 60);
        (await ProgressAsync(engine)).ShouldBe((1, 0), $"{what}: it is still tried");
        await UntilSetAsideAsync(engine);
        (await ProgressAsync(engine)).ShouldBe((0, 1), what);
        (await engine.ScalarAsync<string>("select attempts || ' ' || (length(error) > 10) from funding.outbox")).ShouldBe("5 true");
        (await engine.ScalarAsync<long>("select count(*) from funding.deliveries")).ShouldBe(29);
    }

    [EngineFact]
    public async Task a_row_that_can_be_told_by_the_time_it_is_tried_again_is_told()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Sql.RunAsync(engine.OwnerConnectionString, "alter table funding.notices add constraint not_yet check (kind <> 'poison')");
        await engine.OutAsync(1, kind: "poison");
        await using var telling = await engine.JoinDispatchingAsync();
        await TestEngine.UntilAsync(() => engine.ScalarAsync<int>("select attempts from funding.outbox"), tried => tried > 0, 60);

        await Sql.RunAsync(engine.OwnerConnectionString, "alter table funding.notices drop constraint not_yet");
        await engine.DispatchedAsync();

        (await engine.NoticesAsync()).ShouldBe(["1 poison"]);
    }

    [EngineFact]
    public async Task a_row_put_off_before_the_server_s_clock_was_set_back_is_not_waited_for()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.OutAsync(1);
        await Sql.RunAsync(engine.OwnerConnectionString, "update funding.outbox set attempts = 1, next_at = now() + interval '1 day'");

        await using var telling = await engine.JoinDispatchingAsync();
        await engine.DispatchedAsync();

        (await engine.NoticesAsync()).ShouldBe(["1 fir-grant-awarded"]);
    }

    /// <summary>What is to be told, and what was set aside, as health tells it.</summary>
    private static async Task<(long Waiting, long Skipped)> ProgressAsync(TestEngine engine)
        => (await engine.Get<IProgressReader>().ReadAsync(CancellationToken.None)).Workers.Where(it => it.Name == WorkerNames.Notices).Select(it => (it.Waiting, it.Skipped)).Single();

    /// <summary>Waits until the row is set aside; the waits between its tries are passed over.</summary>
    private static Task<bool> UntilSetAsideAsync(TestEngine engine) => TestEngine.UntilAsync(
        async () =>
        {
            await Sql.RunAsync(engine.OwnerConnectionString, "update funding.outbox set next_at = now() where next_at > now()");
            return await engine.ScalarAsync<bool>("select exists (select from funding.outbox where error is not null)");
        },
        aside => aside, 60);

    [EngineFact]
    public async Task a_row_that_the_tables_refuse_is_set_aside_and_blocks_none()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Sql.RunAsync(engine.OwnerConnectionString, "alter table funding.notices add check (kind <> 'poison')");
        for (var i = 1; i <= 30; i++) await engine.OutAsync(i, kind: i == 7 ? "poison" : "fir-grant-awarded");

        await using var telling = await engine.JoinDispatchingAsync();
        await engine.DispatchedAsync();

        (await engine.ScalarAsync<string>("select count(*) || ' ' || max(number) from funding.notices")).ShouldBe("29 29");
        (await engine.ScalarAsync<string>("select kind || ' ' || (error like '%check%') from funding.outbox")).ShouldBe("poison true");
    }

    [EngineFact]
    public async Task deliveries_go_to_the_mailboxes_of_the_role_and_scope_that_were_there_before()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("before", 1_000m), ProjectPhase.Ars);
        await engine.MoveAsync("2024-02-01T09:00:00Z");
        await Sql.RunAsync(engine.OwnerConnectionString,
            $"""
            insert into funding.mailboxes (id, address, role, region, departments, cpts_id, kinds, opened_at) values
              (gen_random_uuid(), 'region', 'ars-accountant', '84', default, null, null, '2024-02-01T08:30:00Z'),
              (gen_random_uuid(), 'nation', 'ars-accountant', '*', default, null, null, '2024-02-01T08:30:00Z'),
              (gen_random_uuid(), 'department', 'ars-accountant', '84', array['69'], null, null, '2024-02-01T08:30:00Z'),
              (gen_random_uuid(), 'other department', 'ars-accountant', '84', array['38'], null, null, '2024-02-01T08:30:00Z'),
              (gen_random_uuid(), 'other region', 'ars-accountant', '11', default, null, null, '2024-02-01T08:30:00Z'),
              (gen_random_uuid(), 'other role', 'ars-officer', '84', default, null, null, '2024-02-01T08:30:00Z'),
              (gen_random_uuid(), 'its cpts', 'cpts', '84', default, '{cpts}', null, '2024-02-01T08:30:00Z'),
              (gen_random_uuid(), 'other cpts', 'cpts', '84', default, gen_random_uuid(), null, '2024-02-01T08:30:00Z'),
              (gen_random_uuid(), 'kind', 'ars-accountant', '84', default, null, array['fir-grant-awarded'], '2024-02-01T08:30:00Z'),
              (gen_random_uuid(), 'other kind', 'ars-accountant', '84', default, null, array['payment-refused'], '2024-02-01T08:30:00Z'),
              (gen_random_uuid(), 'too late', 'ars-accountant', '84', default, null, null, '2024-02-01T09:00:01Z');
            insert into funding.webhooks (id, url, types, region, opened_at, after, closed_at) values
              (gen_random_uuid(), 'all', array['*'], '84', '2024-02-01T08:30:00Z', 0, null),
              (gen_random_uuid(), 'notices', array['notice.*'], '*', '2024-02-01T08:30:00Z', 0, null),
              (gen_random_uuid(), 'kind', array['x', 'notice.fir-grant-awarded'], '84', '2024-02-01T08:30:00Z', 0, null),
              (gen_random_uuid(), 'other type', array['fir_grant_awarded'], '84', '2024-02-01T08:30:00Z', 0, null),
              (gen_random_uuid(), 'other region', array['*'], '11', '2024-02-01T08:30:00Z', 0, null),
              (gen_random_uuid(), 'closed', array['*'], '84', '2024-02-01T08:30:00Z', 0, '2024-02-01T08:40:00Z')
            """);
        await engine.DoAsync(cpts, ProjectPhase.Grant("after", 1_000m), ProjectPhase.Ars);

        await using var telling = await engine.JoinDispatchingAsync();
        await engine.DispatchedAsync();

        (await engine.ScalarAsync<string[]>(
            "select array_agg(d.channel || ' ' || coalesce(m.address, w.url) || ' ' || (d.lane in ('smtp', 'webhook:' || w.id)) || ' ' || (d.ordering = n.cpts_id::text) || ' ' || (n.data ->> 'commitmentId') order by d.channel, coalesce(m.address, w.url)) "
            + "from funding.deliveries d join funding.notices n on n.id = d.notice_id left join funding.mailboxes m on m.id = d.destination left join funding.webhooks w on w.id = d.destination")).ShouldBe(
        [
            "email department true true after", "email its cpts true true after", "email kind true true after", "email nation true true after", "email region true true after",
            "webhook all true true after", "webhook kind true true after", "webhook notices true true after",
        ]);
    }

    [EngineFact]
    public async Task a_delivery_has_the_same_id_whoever_makes_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var telling = await engine.JoinDispatchingAsync();
        var mailbox = new Guid("0193a6a0-0000-4000-8000-000000000001");
        await Sql.RunAsync(engine.OwnerConnectionString, $"insert into funding.mailboxes (id, address, role, region, opened_at) values ('{mailbox}', 'a@b.fr', 'cpts', '84', '2024-01-01')");
        await Sql.RunAsync(engine.OwnerConnectionString, "update funding.mailboxes set role = 'ars-accountant'");
        await engine.OutAsync(1);
        await engine.DispatchedAsync();

        (await engine.ScalarAsync<Guid>("select id from funding.deliveries")).ShouldBe(
            await engine.ScalarAsync<Guid>($"select funding.id_of('{new Guid(1, 0, 0, new byte[8])}/{mailbox}')"));
    }
}
