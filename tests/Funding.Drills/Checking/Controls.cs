using Funding.Drills.Load;
using Funding.Drills.Servers;

namespace Funding.Drills.Checking;

/// <summary>A negative control: something was spoiled or a guard taken away, and a check had to find it.</summary>
/// <param name="What">What was spoiled.</param>
/// <param name="Expected">The check that had to fail.</param>
/// <param name="Found">How much it found; a control is worth something only when that is not nothing.</param>
internal sealed record ControlResult(string What, Check Expected, int Found)
{
    public bool FailedAsItMust => Found > 0;
}

/// <summary>
/// The checks against the very database of a drill, spoiled in a transaction that is rolled back, and against a journal that tells what never was. What
/// is spoiled is what a broken engine would leave.
/// </summary>
internal static class Controls
{
    /// <summary>Whether an act was stored twice: what a drill without its guard waits for, as long as it takes.</summary>
    public const string AnyTwice = $"select exists (select from funding.mt_events where type in ({Repeatable}) group by stream_id, type, correlation_id having count(*) > 1)";

    /// <summary>Events that an act makes again where neither key nor id tells that it was done: a list of SQL.</summary>
    public const string Repeatable = "'fir_grant_awarded', 'service_certified'";

    private const string AnAct = "(select e.seq_id from funding.mt_events e where e.type = 'service_certified' order by e.seq_id desc limit 1)";
    private const string AnotherId = "gen_random_uuid()";

    private static readonly (string What, Check Expected, string Sql)[] Spoils =
    [
        ("an acknowledged event deleted", Check.Lost, $"delete from funding.mt_events where seq_id = {AnAct}"),
        ("an answer under a key deleted", Check.Lost, "delete from funding.idempotency where key = (select min(key) from funding.idempotency)"),
        ("an answer under a key changed", Check.AnswerChanged, "update funding.idempotency set answer = jsonb_set(answer, '{version}', '77') where key = (select min(key) from funding.idempotency)"),
        ("a payment stored twice", Check.Doubled,
            $"""
            insert into funding.mt_events (seq_id, id, stream_id, version, data, type, timestamp, correlation_id, headers)
            select nextval('funding.mt_events_sequence'), {AnotherId}, stream_id, 1000, data, type, timestamp, correlation_id, headers from funding.mt_events where type = 'payment_made' limit 1
            """),
        ("a version skipped", Check.Versions, $"update funding.mt_events set version = version + 1000 where seq_id = {AnAct}"),
        ("a stream's version moved alone", Check.Versions, "update funding.mt_streams set version = version + 1 where id = (select min(id) from funding.mt_streams)"),
        ("a position skipped", Check.Positions, "delete from funding.ledger where position = 3"),
        ("a position given to nothing", Check.Positions, "insert into funding.ledger select max(position) + 1, -1, max(known_at) from funding.ledger"),
        ("an entry one cent off", Check.Entries, "update funding.entries set cents = cents + 1 where (position, ordinal) = (select position, ordinal from funding.entries limit 1)"),
        ("an entry lost", Check.Entries, "delete from funding.entries where (position, ordinal) = (select position, ordinal from funding.entries limit 1)"),
        ("credit gone from an envelope", Check.Overspent, "update funding.mt_events set data = jsonb_set(data, '{parts,fungible}', '1') where type = 'envelope_notified'"),
        ("a deemed validation never recorded", Check.DueMissed, "delete from funding.mt_events where seq_id = (select min(seq_id) from funding.mt_events where type = 'health_project_deemed_validated')"),
        ("a deemed validation of another day", Check.DueMissed,
            "update funding.mt_events set data = jsonb_set(data, '{effectiveDate}', '\"2020-01-01\"') where seq_id = (select min(seq_id) from funding.mt_events where type = 'health_project_deemed_validated')"),
        ("a deemed validation a week early", Check.DueEarly,
            "update funding.mt_events set timestamp = (data->>'effectiveDate')::timestamptz - interval '7 days' where seq_id = (select min(seq_id) from funding.mt_events where type = 'health_project_deemed_validated')"),
        ("a notice lost", Check.NoticeLost, "delete from funding.notices where number = (select min(number) from funding.notices where event_id is not null)"),
        ("a notice left in the outbox", Check.NoticeLost, "insert into funding.outbox (id, kind, region, recorded_at, data) values (gen_random_uuid(), 'mission-late', '84', now(), '{}')"),
        ("a notice told twice", Check.NoticeDoubled,
            $"insert into funding.outbox (id, event_id, kind, region, recorded_at, data) select {AnotherId}, id, 'fir-grant-awarded', '84', timestamp, data from funding.mt_events where type = 'fir_grant_awarded' limit 1"),
        ("a reminder never told", Check.DueMissed, "delete from funding.notices where kind = 'deemed-validation-near'"),
        ("a message never queued", Check.NeverDelivered, "delete from funding.deliveries where number = (select min(number) from funding.deliveries)"),
        ("a message that is a dead letter", Check.NeverDelivered, "update funding.deliveries set state = 'dead' where number = (select min(number) from funding.deliveries)"),
        ("a message queued under another id too", Check.NoticeDoubled,
            $"insert into funding.deliveries (id, channel, lane, destination, ordering, notice_id, position, state) select {AnotherId}, channel, lane, destination, ordering, notice_id, position, state from funding.deliveries limit 1"),
    ];

    /// <summary>Spoils one thing after the other and lets the checks look. The database is left as it was.</summary>
    public static async Task<IReadOnlyList<ControlResult>> RunAsync(Audit audit, string superuser, CancellationToken cancellation)
    {
        await using var connection = await Sql.OpenAsync(superuser, cancellation);
        var results = new List<ControlResult>();
        var before = await audit.RunAsync(connection);
        foreach (var (what, expected, sql) in Spoils)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await connection.RunAsync("set local session_replication_role = replica"); // no foreign key stands in the way
            await connection.RunAsync(sql);
            Add(what, expected, await audit.RunAsync(connection));
            await transaction.RollbackAsync(cancellation);
        }

        var done = audit.Journal.Acts.Last(act => act.Fate == Fate.Done);
        var never = done with { Id = Guid.NewGuid(), Stream = $"cpts-{Guid.NewGuid()}" };
        Add("the journal claims an act that was never stored", Check.Lost, await (audit with { Journal = audit.Journal.With(never) }).RunAsync(connection));
        var refused = done with { Fate = Fate.Refused, Refusal = "409 envelope-exceeded" };
        Add("the journal says that a stored act was refused", Check.RefusedYetStored, await (audit with { Journal = audit.Journal.With(done, refused) }).RunAsync(connection));
        if (audit.Mail.Count > 0)
        {
            Add("the mail server never saw a message that is told as sent", Check.NeverDelivered, await (audit with { Mail = [.. audit.Mail.Where(it => it.Message != audit.Mail[0].Message)] }).RunAsync(connection));
            Add("e-mails received in another order", Check.OutOfOrder, await (audit with { Mail = [.. audit.Mail.Reverse()], HeardSince = DateTimeOffset.MinValue }).RunAsync(connection));
        }

        if (audit.Receivers.FirstOrDefault(it => it.Value.Count > 0) is not { Value: { } messages } receiver) return results;
        var first = messages[0].About;
        Add("the receiver never saw a message that is told as sent", Check.NeverDelivered, await Seen(messages.Where(it => it.About != first)));
        Add("a message without a valid signature", Check.NeverDelivered, await Seen(messages.Select(it => it.About == first ? it with { IsSigned = false } : it)));
        Add("messages received in another order", Check.OutOfOrder, await Seen(messages.Reverse()));
        return results;

        // What a drill leaves on purpose (dead letters of poison) is found without spoiling anything, and does not count.
        void Add(string what, Check expected, IReadOnlyList<Finding> found) => results.Add(Result(what, expected, [.. found.Except(before)]));

        Task<IReadOnlyList<Finding>> Seen(IEnumerable<Received> instead)
            => (audit with { HeardSince = DateTimeOffset.MinValue, Receivers = new Dictionary<string, IReadOnlyList<Received>>(audit.Receivers, StringComparer.Ordinal) { [receiver.Key] = [.. instead] } }).RunAsync(connection);
    }

    /// <summary>What became of a control.</summary>
    public static ControlResult Result(string what, Check expected, IReadOnlyList<Finding> findings) => new(what, expected, findings.Count(it => it.Check == expected));
}
