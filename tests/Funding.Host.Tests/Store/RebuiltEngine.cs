using Funding.Domain;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Answering;
using Funding.Engine.Rebuilding;
using Funding.Host.Demo;
using Funding.Host.Reference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Funding.Host.Tests.Store;

/// <summary>An engine with some hundred events of made-up history, and what tests of rebuilding ask of it.</summary>
internal static class RebuiltEngine
{
    public const string Regions = "regions";
    public const string Dossiers = "dossiers";

    /// <summary>Loads a history and waits until the views hold it.</summary>
    public static async Task<TestEngine> StartAsync(PostgresFixture postgres)
    {
        var engine = await TestEngine.StartAsync(postgres);
        await using (var scope = engine.Services.CreateAsyncScope())
        {
            var it = scope.ServiceProvider;
            var seeder = new DemoSeeder(it.GetRequiredService<IHistoryLoader>(), it.GetRequiredService<IPeople>(), it.GetRequiredService<ReferenceData>(), it.GetRequiredService<ISealer>());
            await seeder.SeedAsync(new DemoOptions(30, 4, 1, engine.Clock.Now), null, CancellationToken.None);
        }

        await engine.SettleAsync();
        return engine;
    }

    /// <summary>Lets the ledger grow past the end of a block of sums, by events that are nobody's.</summary>
    public static async Task CloseBlockAsync(this TestEngine engine)
    {
        await Sql.RunAsync(engine.OwnerConnectionString,
            $"insert into funding.mt_events (seq_id, id, version, data, type) select nextval('funding.mt_events_sequence'), gen_random_uuid(), n, '{{}}', 'x' from generate_series(1, {EntrySums.Block}) n");
        await engine.SettleAsync(seconds: 60);
    }

    public static Task<RebuildReport> RebuildAsync(this TestEngine engine, string view, RebuildEnd end = RebuildEnd.Swap)
        => engine.Get<IRebuilds>().RunAsync(view, new RebuildOptions(end), null, CancellationToken.None);

    /// <summary>Rebuilds that store so many events at once, and give up soon where something keeps the view.</summary>
    public static IRebuilds Rebuilds(this TestEngine engine, int chunkSize, TimeSpan? patience = null)
        => new Rebuilds(engine.Source, engine.Get<ReferenceData>(), RuleSettings.Default, NullLogger<Rebuilds>.Instance) { ChunkSize = chunkSize, Patience = patience ?? TimeSpan.FromSeconds(30) };

    public static Task<long> CheckpointAsync(this TestEngine engine) => engine.ScalarAsync<long>("select position from funding.checkpoints where name = 'views'");

    public static Task<uint> OidAsync(this TestEngine engine, string table) => engine.ScalarAsync<uint>($"select 'funding.{table}'::regclass::oid");

    public static Task DamageAsync(this TestEngine engine, string statement) => Sql.RunAsync(engine.Database.SuperuserConnectionString, statement);

    /// <summary>Tables and rows that rebuilding keeps for itself.</summary>
    public static Task<long> LeftoversAsync(this TestEngine engine) => engine.ScalarAsync<long>(
        "select (select count(*) from funding.rebuilds) + (select count(*) from funding_rebuild.faults) + (select count(*) from funding_rebuild.annulments) "
        + "+ (select count(*) from pg_class where relnamespace = 'funding_rebuild'::regnamespace and relkind = 'r' and relname not in ('faults', 'annulments'))");

    /// <summary>Columns, indexes, constraints and rights of the tables of the views.</summary>
    public static Task<string> ShapeAsync(this TestEngine engine) => engine.ScalarAsync<string>("select funding.shape_of_view('regions') || funding.shape_of_view('dossiers')");

    /// <summary>Every row of every table but leases, which live by the clock, and how far a rebuild is.</summary>
    public static async Task<string> ContentsAsync(this TestEngine engine, params string[] tables)
    {
        // Who leads, how far a rebuild is and how far Marten's daemon is change by themselves.
        if (tables.Length == 0) tables = await Sql.AskAsync<string[]>(engine.OwnerConnectionString, "select array_agg(tablename::text order by tablename) from pg_tables where schemaname = 'funding' and tablename not in ('leases', 'rebuilds', 'mt_event_progression')");
        var all = await Task.WhenAll(tables.Select(table => Sql.AskAsync<string>(engine.OwnerConnectionString, $"select '{table}: ' || coalesce(string_agg(t::text, e'\\n' order by t::text), '') from funding.{table} t")));
        return string.Join('\n', all);
    }
}
