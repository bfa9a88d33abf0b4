using Funding.Engine.Schema;
using Npgsql;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class database_roles(PostgresFixture postgres)
{
    private const string Lent = "from pg_proc where pronamespace in ('funding'::regnamespace, 'funding_rebuild'::regnamespace) and prosecdef";

    [EngineTheory]
    [InlineData("delete from funding.mt_events")]
    [InlineData("update funding.mt_events set data = '{}'")]
    [InlineData("update funding.mt_events set timestamp = now()")]
    [InlineData("truncate funding.mt_events")]
    [InlineData("delete from funding.mt_streams")]
    [InlineData("truncate funding.mt_streams cascade")]
    [InlineData("update funding.mt_streams set id = 'x'")]
    [InlineData("update funding.mt_streams set is_archived = true")]
    [InlineData("delete from funding.ledger")]
    [InlineData("update funding.ledger set known_at = now()")]
    [InlineData("delete from funding.entries")]
    [InlineData("update funding.entries set cents = 0")]
    [InlineData("delete from funding.idempotency")]
    [InlineData("delete from funding.commands")]
    [InlineData("create table funding.mine (id int)")]
    [InlineData("create table public.mine (id int)")]
    [InlineData("create schema mine")]
    [InlineData("alter table funding.mt_events disable trigger all")]
    [InlineData("drop function funding.append_lock()")]
    [InlineData("select setval('funding.mt_events_sequence', 1)")]
    [InlineData("alter sequence funding.mt_events_sequence restart")]
    [InlineData("with gone as (delete from funding.mt_events returning *) select * from gone")]
    [InlineData("merge into funding.mt_events e using (values (1)) v on true when matched then delete")]
    [InlineData("insert into funding.mt_events select * from funding.mt_events on conflict (seq_id) do update set data = excluded.data")]
    [InlineData("update funding.mt_events set seq_id = seq_id + 1000")]
    [InlineData("update funding.mt_streams set tenant_id = 'x'")]
    [InlineData("truncate funding.mt_streams, funding.mt_events")]
    [InlineData("do 'begin lock table funding.mt_events in access exclusive mode; end'")]
    [InlineData("do 'begin lock table funding.mt_events in share mode; end'")]
    [InlineData("do 'begin lock table funding.mt_streams in share mode; end'")]
    [InlineData("do 'begin lock table funding.ledger in share mode; end'")]
    [InlineData("create trigger mine before insert on funding.mt_events for each row execute function pg_catalog.suppress_redundant_updates_trigger()")]
    [InlineData("create rule mine as on insert to funding.mt_events do instead nothing")]
    [InlineData("create index on funding.mt_events (type)")]
    [InlineData("create function funding.mine() returns int language sql as 'select 1'")]
    [InlineData("alter function funding.append_lock() volatile")]
    [InlineData("alter table funding.mt_events owner to funding_app")]
    [InlineData("alter table funding.mt_events drop constraint fkey_mt_events_stream_id")]
    [InlineData("drop table funding.mt_events")]
    [InlineData("drop schema funding cascade")]
    [InlineData("select funding.shadow_table('mt_events')")]
    [InlineData("set role funding_owner")]
    [InlineData("set session authorization funding_owner")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("alter role funding_app superuser")]
    public async Task the_run_time_role_may_not(string statement)
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.BeginAsync();

        var refused = await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(engine.Database.RuntimeConnectionString, statement));

        refused.SqlState.ShouldBe("42501", refused.MessageText);
    }

    [EngineFact]
    public async Task what_the_run_time_role_may_do_on_the_log_is_this_and_nothing_it_may_become_or_call_can_do_more()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await Sql.RunAsync(engine.Database.RuntimeConnectionString, "grant delete on funding.mt_events to funding_app"); // a warning, no refusal: nothing is granted

        (await AskAsync("select array_agg(relname || ' ' || grantee::regrole || ' ' || privilege_type order by relname, privilege_type) from pg_class, aclexplode(relacl) where oid in ('funding.mt_streams'::regclass, 'funding.mt_events'::regclass) and grantee <> relowner"))
            .ShouldBe(["mt_events funding_app INSERT", "mt_events funding_app SELECT", "mt_streams funding_app INSERT", "mt_streams funding_app SELECT"]);
        (await AskAsync("select array_agg(attname || ' ' || grantee::regrole || ' ' || privilege_type order by attname) from pg_attribute, aclexplode(attacl) where attrelid in ('funding.mt_streams'::regclass, 'funding.mt_events'::regclass)"))
            .ShouldBe(["timestamp funding_app UPDATE", "version funding_app UPDATE"]);
        (await AskAsync("select coalesce(array_agg(roleid::regrole::text), '{}') from pg_auth_members where member = 'funding_app'::regrole")).ShouldBeEmpty();
        (await AskAsync($"select coalesce(array_agg(proname::text order by proname), '{{}}') {Lent}"))
            .ShouldBe(["begin_rebuild", "drop_rebuild", "end_index_rebuild", "hold_view", "index_rebuild", "key_rebuild", "swap_rebuild"], "functions with their owner's rights lend them: these make and swap tables of views (ADR 0009)");
        (await AskAsync($"select coalesce(array_agg(proname::text), '{{}}') {Lent} and (not coalesce(proconfig, '{{}}') @> array['search_path=pg_catalog, pg_temp'] or prosrc ~ 'mt_|ledger' or has_function_privilege('public', oid, 'execute'))"))
            .ShouldBeEmpty("they find no names but their own, name no table of the log, and are not for everybody");

        Task<string[]> AskAsync(string query) => Sql.AskAsync<string[]>(engine.OwnerConnectionString, query);
    }

    [EngineFact]
    public async Task migrating_twice_changes_nothing()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.BeginAsync();
        var before = await SchemaAsync(engine);
        await using var owner = NpgsqlDataSource.Create(engine.OwnerConnectionString);

        (await Migrator.MigrateAsync(owner, "funding_app", CancellationToken.None)).ShouldBeEmpty();

        (await SchemaAsync(engine)).ShouldBe(before);
        (await Migrator.MissingAsync(engine.Source, CancellationToken.None)).ShouldBeEmpty();
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events")).ShouldBe(2);
    }

    [EngineFact]
    public async Task an_empty_database_lacks_every_migration()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var runtime = NpgsqlDataSource.Create(database.RuntimeConnectionString);

        (await Migrator.MissingAsync(runtime, CancellationToken.None)).ShouldBe(Migrator.Known);
        Migrator.Known.ShouldContain("0001_event_log.sql");
    }

    [EngineFact]
    public async Task a_role_name_cannot_carry_sql()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);

        await Should.ThrowAsync<ArgumentException>(() => Migrator.MigrateAsync(owner, "x\"; drop schema funding; --", CancellationToken.None));
    }

    /// <summary>Every column, index, function and right, as one text.</summary>
    private static Task<string> SchemaAsync(TestEngine engine) => Sql.AskAsync<string>(engine.OwnerConnectionString,
        """
        select string_agg(line, e'\n' order by line) from (
          select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line from information_schema.columns where table_schema = 'funding'
          union all select indexdef from pg_indexes where schemaname = 'funding'
          union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'funding'::regnamespace
          union all select relname || ' ' || coalesce(relacl::text, '') from pg_class where relnamespace = 'funding'::regnamespace) lines
        """);
}
