using System.Collections.Concurrent;
using System.Globalization;
using Funding.Drills.Checking;
using Funding.Drills.Running;
using Funding.Drills.Servers;
using Npgsql;

namespace Funding.Drills.Drilling;

/// <summary>
/// One receiver and the mail server refuse, hang, answer that they are broken and vanish in turn, while another takes everything; some messages one receiver cannot bear at all, and some
/// notices the tables refuse. In the end all but those have arrived, those are dead letters or set aside with their reason, and nothing waited for them.
/// </summary>
internal sealed class PeersFail : IDrill
{
    private const int EnoughAlone = 150;
    private static readonly TimeSpan LongestAlone = TimeSpan.FromSeconds(20);

    private static readonly Manner[] Manners = [Manner.Refuses, Manner.Hangs, Manner.AnswersBroken, Manner.Vanishes];

    public string Name => "peers";

    public string What => "receivers of webhooks and a mail server that refuse, hang, answer that they are broken and vanish; poison messages";

    public async Task<Outcome> RunAsync(Run run, CancellationToken cancellation)
    {
        var dice = run.Dice(Name);
        await using var scene = await Scene.OpenAsync(run, "drill_peers", cancellation, new Setting
        {
            Receivers = 2,
            // A flapping peer may cost a message an attempt each time; what it cannot bear at all is a dead letter soon enough.
            Environments = [[new("Funding__Notifications__Retry__MaxAttempts", "12")], [new("Funding__Notifications__Retry__MaxAttempts", "12")]],
        });
        var (failing, sound) = (scene.Receivers[0], scene.Receivers[1]);
        var poison = new Poison(dice.Next(256));
        failing.Objection = it => poison.Is(it.About) ? "400 Bad Request" : null;
        await using var connection = await Sql.OpenAsync(scene.Database.Superuser, cancellation);
        await connection.RunAsync("alter table funding.notices add constraint drill_poison check (kind <> 'poison')");

        var crowd = scene.Work(cancellation);
        for (var round = 0; round < run.Choice.PeerRounds; round++)
        {
            foreach (var manner in Manners)
            {
                failing.Be(manner);
                scene.Postbox.Be(Manners[(Array.IndexOf(Manners, manner) + 1) % Manners.Length]);
                await Task.Delay(dice.Next(700, 1_500), cancellation);
                await connection.RunAsync("insert into funding.outbox (id, kind, region, recorded_at, data) values (gen_random_uuid(), 'poison', '84', (select now from funding.simulated_clock), '{}')");
                await scene.MoveClockAsync(TimeSpan.FromHours(20), cancellation);
                failing.Be(Manner.Takes);
                scene.Postbox.Be(Manner.Takes);
                await Task.Delay(dice.Next(300, 800), cancellation);
            }
        }

        await scene.EndAsync(crowd, cancellation);
        var findings = await scene.AuditAsync(rebuilt: false, cancellation);
        var dead = await connection.ListAsync(
            "select coalesce(d.notice_id, e.id), coalesce(w.url, 'mail') from funding.deliveries d left join funding.webhooks w on w.id = d.destination left join funding.ledger l using (position) left join funding.mt_events e using (seq_id) where d.state = 'dead'",
            row => (About: row.GetGuid(0), Url: row.GetString(1)));
        var aside = await connection.AskAsync<long>("select count(*) from funding.outbox where kind = 'poison' and error is not null");
        return new Outcome
        {
            Broken = run.Choice.PeerRounds * Manners.Length, Acts = scene.Counts, Messages = scene.Messages, Findings = Unexpected(findings, dead, aside, poison, failing.Url),
            Remarks =
            [
                string.Create(CultureInfo.InvariantCulture, $"the failing receiver took {failing.Messages.Count} messages, {failing.Messages.Count - failing.Messages.DistinctBy(it => it.About).Count()} of them again; the sound one {sound.Messages.Count}; the mail server {scene.Postbox.Messages.Count}, {scene.Postbox.Messages.Count - scene.Postbox.Messages.DistinctBy(it => it.Message).Count()} of them again"),
                string.Create(CultureInfo.InvariantCulture, $"{dead.Count} dead letters of messages that the receiver cannot bear; {aside} poison notices set aside"),
            ],
            Controls = run.Choice.Controls ? [.. await scene.ControlsAsync(cancellation), await NobodyWaitsAsync(scene, connection, cancellation)] : [],
        };
    }

    /// <summary>The guard off: each message is made to be its own ordering, so that none waits for one before it that failed.</summary>
    private static async Task<ControlResult> NobodyWaitsAsync(Scene scene, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await connection.RunAsync(
            """
            create function funding.drill_alone() returns trigger language plpgsql as 'begin new.ordering := new.id; return new; end';
            create trigger drill_alone before insert on funding.deliveries for each row execute function funding.drill_alone();
            """);
        var seen = new ConcurrentDictionary<Guid, bool>();
        scene.Receivers[1].Objection = it => it.Message.ToByteArray()[15] % 3 == 0 && seen.TryAdd(it.Message, true) ? "400 Bad Request" : null; // each third one at first
        var before = scene.Messages.Arrived;
        var crowd = scene.Work(cancellation);
        for (var limit = DateTime.UtcNow + LongestAlone; DateTime.UtcNow < limit && scene.Messages.Arrived < before + EnoughAlone;) await Task.Delay(100, cancellation);
        await crowd.StopAsync();
        return Controls.Result("no message waits for those before it", Check.OutOfOrder, await scene.AuditAsync(rebuilt: false, cancellation));
    }

    /// <summary>All that was found but the poison, which had to be found.</summary>
    private static List<Finding> Unexpected(IEnumerable<Finding> findings, List<(Guid About, string Url)> dead, long aside, Poison poison, string failing)
    {
        var rest = findings.Where(it => !(it.Check == Check.NeverDelivered && dead.Exists(one => it.What.StartsWith($"{one.About} to {one.Url}: dead", StringComparison.Ordinal)))
            && !(it.Check == Check.NoticeLost && it.What.StartsWith("still in the outbox: poison", StringComparison.Ordinal))).ToList();
        rest.AddRange(dead.Where(one => one.Url != failing || !poison.Is(one.About)).Select(one => new Finding(Check.NeverDelivered, $"{one.About} to {one.Url}: a dead letter though it could be borne")));
        if (dead.Count == 0 || aside == 0) rest.Add(new Finding(Check.Poison, "no poison was set aside"));
        return rest;
    }

    /// <summary>About one message in thirty-two, by its id.</summary>
    private sealed record Poison(int Salt)
    {
        public bool Is(Guid about) => (about.ToByteArray()[15] ^ Salt) % 32 == 0;
    }
}
