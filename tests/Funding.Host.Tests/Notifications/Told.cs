using Funding.Engine;
using Funding.Host.Notifications;
using Funding.Host.Notifications.Dispatching;
using Funding.Host.Notifications.Reminding;
using Funding.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Notifications;

/// <summary>What was told, as the tables have it, and hosts that tell.</summary>
internal static class Told
{
    /// <summary>Asks whether the outbox is empty but for rows set aside, the ledger whole, and every dossier looked at, as of the simulated clock.</summary>
    public const string IsTold =
        "select not exists (select from funding.outbox where error is null) "
        + "and coalesce((select position from funding.checkpoints where name = 'reminders'), 0) = (select coalesce(max(position), 0) from funding.ledger) "
        + "and (select count(*) from funding.mt_events) = (select coalesce(max(position), 0) from funding.ledger) "
        + "and not exists (select from funding.dossiers where next_due_at <= (select now from funding.simulated_clock)) "
        + "and not exists (select from funding.reminders where next_at <= (select now from funding.simulated_clock))";

    /// <summary>A host with all workers, those of notices included.</summary>
    public static Task<TestEngine> JoinTellingAsync(this TestEngine engine, Func<string, string>? by = null)
        => engine.JoinAsync(services => services.AddEngineWorkers(new BuiltInEngine()).AddNoticeWorkers(), by);

    /// <summary>A host that only dispatches.</summary>
    public static Task<TestEngine> JoinDispatchingAsync(this TestEngine engine, Func<string, string>? by = null) => engine.JoinAsync(services => services.AddHostedService<Dispatcher>(), by);

    /// <summary>A host that only reminds.</summary>
    public static Task<TestEngine> JoinRemindingAsync(this TestEngine engine, Func<string, string>? by = null) => engine.JoinAsync(services => services.AddHostedService<RemindersWorker>(), by);

    /// <summary>Waits until the outbox is empty but for rows set aside, and every dossier has been looked at.</summary>
    public static Task ToldAsync(this TestEngine engine) => TestEngine.UntilAsync(() => engine.ScalarAsync<bool>(IsTold), told => told, 60);

    /// <summary>Waits until the outbox is empty but for rows set aside.</summary>
    public static Task DispatchedAsync(this TestEngine engine)
        => TestEngine.UntilAsync(() => engine.ScalarAsync<bool>("select not exists (select from funding.outbox where error is null)"), told => told, 60);

    /// <summary>Number and kind of each notice, in order.</summary>
    public static Task<string[]> NoticesAsync(this TestEngine engine)
        => engine.ScalarAsync<string[]>("select coalesce(array_agg(number || ' ' || kind order by number), '{}') from funding.notices");

    /// <summary>The kinds told, in order.</summary>
    public static Task<string[]> KindsAsync(this TestEngine engine) => engine.ScalarAsync<string[]>("select coalesce(array_agg(kind order by number), '{}') from funding.notices");

    /// <summary>Puts a row into the outbox, as an act does.</summary>
    public static Task OutAsync(this TestEngine engine, int number, string data = "{}", string kind = "fir-grant-awarded")
        => Sql.RunAsync(engine.OwnerConnectionString,
            $"insert into funding.outbox (id, event_id, kind, roles, region, department, recorded_at, data) values ('{new Guid(number, 0, 0, new byte[8])}', gen_random_uuid(), '{kind}', "
            + $"'{{cpts,ars-accountant}}', '84', '69', timestamptz '2024-02-01T08:00:00Z' + {number} * interval '1 second', ('{data}')::jsonb)");

}
