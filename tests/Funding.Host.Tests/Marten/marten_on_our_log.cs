using Funding.Domain.Cpts;
using Funding.Engine.Schema;
using Funding.Engine.Storage;
using Funding.Host.Tests.Store;
using Npgsql;

namespace Funding.Host.Tests.Marten;

/// <summary>Store. Marten opens a log that the built-in engine made.</summary>
[Collection(PostgresTests.Name)]
public sealed class marten_on_our_log(PostgresFixture postgres)
{
    /// <summary>All that a schema is made of, one line each. Text of functions, rights and owners included.</summary>
    private const string Objects =
        """
        select array_agg(line order by line) from (
          select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') from information_schema.columns where table_schema = 'funding'
          union all select 'index ' || indexdef from pg_indexes where schemaname = 'funding'
          union all select 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'funding'::regnamespace
          union all select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'funding'::regnamespace
          union all select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = tgrelid where relnamespace = 'funding'::regnamespace and not tgisinternal
          union all select 'relation ' || relname || ' ' || relkind::text || ' ' || relowner::regrole::text || ' ' || coalesce(relacl::text, '') || ' ' || coalesce(reloptions::text, '') from pg_class where relnamespace = 'funding'::regnamespace) objects (line)
        """;

    [Fact]
    public async Task its_apply_by_the_owner_adds_what_it_needs_and_changes_nothing_of_ours_and_its_check_then_passes()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        await Migrator.MigrateAsync(owner, "funding_app", CancellationToken.None);
        await using var engine = await TestEngine.StartAsync(database, workers: true);
        await ViewStory.StoryAsync(engine);
        var before = await engine.ScalarAsync<string[]>(Objects);

        await using var marten = await MartenOnTheLog.AppliedAsync(engine);

        // Marten's own bookkeeping of progress, which a rebuild begins anew.
        var changed = before.Except(await engine.ScalarAsync<string[]>(Objects), StringComparer.Ordinal).ShouldHaveSingleItem();
        changed.ShouldStartWith("relation mt_event_progression r ");
        (await engine.ScalarAsync<string[]>(Objects)).ShouldContain(changed.Replace("funding_app=arw/", "funding_app=arwd/", StringComparison.Ordinal));
        await using var asOwner = new MartenOnTheLog(engine.OwnerConnectionString);
        await asOwner.Store.Storage.Database.AssertDatabaseMatchesConfigurationAsync();

        var once = await engine.ScalarAsync<string[]>(Objects);
        await using var again = await MartenOnTheLog.AppliedAsync(engine);
        (await engine.ScalarAsync<string[]>(Objects)).ShouldBe(once);
    }

    [Fact]
    public async Task the_run_time_role_gets_marten_s_tables_and_nothing_more_of_ours()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await using var marten = await MartenOnTheLog.AppliedAsync(engine);

        (await engine.ScalarAsync<string[]>(
            """
            select array_agg(table_name || ' ' || rights order by table_name) from (
              select table_name, string_agg(privilege_type, ' ' order by privilege_type) as rights from information_schema.role_table_grants
              where grantee = 'funding_app' and table_schema = 'funding' and table_name like 'mt\_%' group by table_name) granted
            """)).ShouldBe([
                "mt_doc_deadletterevent DELETE INSERT SELECT UPDATE", "mt_event_progression DELETE INSERT SELECT UPDATE", "mt_events INSERT SELECT",
                "mt_high_water_skips INSERT SELECT", "mt_streams INSERT SELECT"]);
        (await engine.ScalarAsync<bool>("select has_schema_privilege('funding_app', 'funding_marten', 'create')")).ShouldBeFalse();
    }

    [Fact]
    public async Task it_folds_a_dossier_to_the_same_state()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var stream = StreamId.OfCpts(await ViewStory.StoryAsync(engine));

        await using var marten = await MartenOnTheLog.AppliedAsync(engine);

        await ShouldFoldAlikeAsync(engine, marten, stream);
    }

    [Fact]
    public async Task each_goes_on_where_the_other_stopped()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync();
        var stream = StreamId.OfCpts(cpts);
        await using var marten = await MartenOnTheLog.AppliedAsync(engine);
        var told = new List<DateTime>();

        foreach (var turn in Enumerable.Range(1, 3))
        {
            var at = (await engine.Clock.NowAsync(CancellationToken.None)).AddMinutes(turn);
            told.Add(at.UtcDateTime);
            await marten.AppendAsync(stream, at, ProjectPhase.Ars.Person, new CptsRenamed($"Nom {turn} de Marten") { EffectiveDate = new(2024, 2, 1) });
            await engine.DoAsync(cpts, appending_acts.Rename($"Nom {turn} d'ici"), ProjectPhase.Ars);
            await engine.SettleAsync();
            (await engine.ScalarAsync<long>($"select version from funding.dossiers where id = '{cpts}'")).ShouldBe(2 + (2 * turn));
            await ShouldFoldAlikeAsync(engine, marten, stream);
        }

        (await engine.TypesAsync(stream)).ShouldBe(["cpts_registered", "letter_of_intent_accepted", .. Enumerable.Repeat("cpts_renamed", 6)]);
        (await engine.ScalarAsync<DateTime[]>("select array_agg(timestamp order by version) from funding.mt_events where data ->> 'name' like '%de Marten'")).ShouldBe(told);
        (await engine.ScalarAsync<bool>("select array_agg(e.version order by l.position) = array_agg(e.version order by e.version) from funding.ledger l join funding.mt_events e using (seq_id)")).ShouldBeTrue();
    }

    /// <summary>Texts are compared as they are stored: the keys are ours.</summary>
    private static async Task ShouldFoldAlikeAsync(TestEngine engine, MartenOnTheLog marten, string stream)
    {
        await using var connection = await engine.Source.OpenConnectionAsync();
        var ours = (await Funding.Engine.Storage.StreamReader.LoadAsync(connection, stream, null, CancellationToken.None)) with { Keys = new Dictionary<Guid, byte[]>() };
        var theirs = (await marten.FoldAsync(stream)).ShouldNotBeNull();
        theirs.Version.ShouldBe(ours.Version);
        Whole.Of(theirs.State).ShouldBe(Whole.Of(ours.ToCpts()));
    }
}
