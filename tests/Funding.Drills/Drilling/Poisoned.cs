using System.Globalization;
using System.Text.Json;
using Funding.Drills.Checking;
using Funding.Drills.Load;
using Funding.Drills.Running;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Drilling;

/// <summary>
/// Events that cannot be read, folded or shown, and messages that cannot be delivered, are put among many that can: they are told of, and keep nothing else waiting. Nothing else is
/// broken, so every message arrives exactly once: those that were given up too, once they are cured and sent again.
/// </summary>
internal sealed class Poisoned : IDrill
{
    private const string Commitment = """{"id":"g","source":"fir","budgetYear":2024,"regionCode":"84","departmentCode":"69"}""";

    /// <summary>A message is given up after few failures, for each takes seconds; and a slow machine is no reason to send one twice.</summary>
    private static readonly KeyValuePair<string, string>[] OfHosts =
    [
        new("Funding__Notifications__Retry__MaxAttempts", "5"), new("Funding__Notifications__Smtp__TimeoutSeconds", "30"), new("Funding__Notifications__Webhooks__TimeoutSeconds", "30"),
    ];

    /// <summary>What an event that a fold cannot bear looks like; each goes to a dossier of its own, which is registered first.</summary>
    private static readonly (string Type, string Data)[] Poisons =
    [
        ("payment_made", "{\"effectiveDate\":\"2024-02-01\",\"commitment\":" + Commitment + ",\"instalment\":1,\"amount\":0}"),
        ("service_certified", "{}"),
        ("cpts_renamed", """{"effectiveDate":"2024-02-01"}"""),
        ("territory_changed", """{"effectiveDate":"2024-02-01"}"""),
        ("health_project_submitted_v9", "[]"),
    ];

    public string Name => "poison";

    public string What => "poison events and poison messages among many";

    public async Task<Outcome> RunAsync(Run run, CancellationToken cancellation)
    {
        var wanted = run.Choice.PoisonedEvents;
        await using var scene = await Scene.OpenAsync(run, "drill_poison", cancellation, new Setting { Types = ["*"], ArrivesOnce = true, Environments = [OfHosts, OfHosts] });
        await using var connection = await Sql.OpenAsync(scene.Database.Superuser, cancellation);
        var messages = new PoisonMessages(scene, connection);
        var crowd = scene.Work(cancellation);
        for (var n = 0; n < Poisons.Length; n++)
        {
            await EventsAsync(connection, (n + 1) * wanted / (Poisons.Length + 1), cancellation);
            await PutAsync(scene, connection, Poisons[n], cancellation);
            if (n == Poisons.Length / 2) await messages.PutAsync();
            await scene.MoveClockAsync(TimeSpan.FromHours(20), cancellation);
        }

        await EventsAsync(connection, wanted, cancellation);
        await messages.DieAsync(cancellation);
        await scene.EndAsync(crowd, cancellation);
        await scene.RestAsync(connection, cancellation);
        var (given, reasons) = (await messages.CheckAsync(cancellation), await messages.ReasonsAsync());
        List<ControlResult> controls = run.Choice.Controls ? [await TakenForSentAsync(connection, messages, cancellation)] : [];
        await messages.CureAsync(cancellation);
        var findings = await scene.AuditAsync(rebuilt: false, cancellation);
        var skippedWrongly = await SkippedAsync(scene, connection, cancellation);
        var (counts, arrived) = (scene.Counts, scene.Messages);
        var (events, skipped) = (await connection.AskAsync<long>("select count(*) from funding.mt_events"), await connection.AskAsync<long>("select count(*) from funding.projection_faults"));
        return new Outcome
        {
            Broken = Poisons.Length + PoisonMessages.Count, Acts = counts, Messages = arrived, Findings = [.. given, .. findings, .. skippedWrongly],
            Remarks = [string.Create(CultureInfo.InvariantCulture, $"{events} events; {skipped} could not be projected"), $"messages given up, and delivered once they were cured and sent again: {reasons}"],
            Controls = run.Choice.Controls ? [.. controls, await UntoldAsync(scene, connection, cancellation), .. await scene.ControlsAsync(cancellation), .. await LostAndDoubledAsync(scene, connection, cancellation)] : [],
        };
    }

    private static async Task EventsAsync(NpgsqlConnection connection, int count, CancellationToken cancellation)
    {
        while (await connection.AskAsync<long>("select count(*) from funding.mt_events") < count) await Task.Delay(50, cancellation);
    }

    /// <summary>Registers a dossier and appends the poison to it by hand, as somebody's faulty program would.</summary>
    private static async Task PutAsync(Scene scene, NpgsqlConnection connection, (string Type, string Data) poison, CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        var place = Place.All[0];
        var body = JsonSerializer.Serialize(new { id, name = "Dossier empoisonné", regionCode = place.Region, departmentCode = place.Department, population = 1_000 });
        await scene.Sender.PerformAsync(new Act(Guid.NewGuid(), "/cpts", body, scene.Staff.Officer(place), null, $"cpts-{id}", "cpts_registered") { IsGuarded = true }, new Random(0), cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(
            """
            insert into funding.mt_events (seq_id, id, stream_id, version, data, type, timestamp, headers)
            values (nextval('funding.mt_events_sequence'), gen_random_uuid(), $1, 2, $3::jsonb, $2, (select now from funding.simulated_clock), '{"actor":"00000000-0000-0000-0000-000000000001","poison":true}')
            """, $"cpts-{id}", poison.Type, poison.Data);
        await connection.RunAsync("update funding.mt_streams set version = 2 where id = $1", $"cpts-{id}");
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>What was skipped is poison and nothing else, and health tells how much it is.</summary>
    private static async Task<IReadOnlyList<Finding>> SkippedAsync(Scene scene, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var findings = await connection.ListAsync(
            "select f.position || ': ' || f.error from funding.projection_faults f join funding.ledger l using (position) join funding.mt_events e using (seq_id) where e.headers->>'poison' is null",
            row => new Finding(Check.Poison, $"skipped though sound: {row.GetString(0)}"));
        var faults = await connection.AskAsync<long>("select count(*) from funding.projection_faults where name = 'views'");
        if (faults == 0) findings.Add(new Finding(Check.Poison, "no poison was told of"));
        using var client = new HttpClient();
        using var progress = JsonDocument.Parse(await client.GetStringAsync(new Uri(scene.Hosts[0].Address, "/health/progress"), cancellation));
        var told = progress.RootElement.GetProperty("workers").EnumerateArray().First(worker => worker.GetProperty("name").GetString() == "views").GetProperty("skipped").GetInt64();
        if (told != faults) findings.Add(new Finding(Check.Poison, string.Create(CultureInfo.InvariantCulture, $"health tells of {told} skipped events, and there are {faults}")));
        return findings;
    }

    private static async Task<ControlResult> TakenForSentAsync(NpgsqlConnection connection, PoisonMessages messages, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync("update funding.deliveries set state = 'sent' where state = 'dead'");
        return Controls.Result("messages that nobody took are told as sent", Check.Poison, await messages.CheckAsync(cancellation));
    }

    /// <summary>A receiver that says yes to a message and forgets it, while all goes on; and one message sent once more, as by a host that keeps no book.</summary>
    private static async Task<IReadOnlyList<ControlResult>> LostAndDoubledAsync(Scene scene, NpgsqlConnection connection, CancellationToken cancellation)
    {
        Guid? forgotten = null;
        scene.Receivers[0].Objection = it => (forgotten ??= it.Message) == it.Message ? "204 No Content" : null;
        var crowd = scene.Work(cancellation);
        while (forgotten is null) await Task.Delay(50, cancellation);
        await crowd.StopAsync();
        var lost = Controls.Result("a receiver says yes to one message and forgets it", Check.NeverDelivered, await scene.AuditAsync(rebuilt: false, cancellation));
        await connection.RunAsync("update funding.deliveries set state = 'pending', next_at = now() where number = (select min(number) from funding.deliveries where state = 'sent')");
        return [lost, Controls.Result("one message is sent once more", Check.NoticeDoubled, await scene.AuditAsync(rebuilt: false, cancellation))];
    }

    private static async Task<ControlResult> UntoldAsync(Scene scene, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync("delete from funding.projection_faults");
        return Controls.Result("what was skipped is told of no more", Check.Poison, await SkippedAsync(scene, connection, cancellation));
    }
}
