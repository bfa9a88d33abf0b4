using Funding.Engine.Naming;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Engine.Erasing;

/// <summary>The statements that erase, each with the table whose rows it counts.</summary>
internal static class ErasureRows
{
    /// <summary>The keys of the sealed members of some events <c>e</c>. Only members that are always sealed are looked at: a text in clear may look like a token.</summary>
    private const string KeysOfEvents =
        "from funding.mt_events e cross join lateral unnest($2::text[]) as f (name) "
        + "join funding.sealed_keys k on k.stream_id = e.stream_id and k.field = f.name "
        + "where split_part(e.data ->> f.name, '.', 2) = replace(k.id::text, '-', '') and ";

    /// <summary>The keys to destroy, as rows of one id.</summary>
    public static NpgsqlBatchCommand Keys(ErasureSubject subject) => subject switch
    {
        PersonToErase it => Command(
            $"delete from funding.sealed_keys where id in (select k.id {KeysOfEvents} e.headers ->> 'actor' = $1) returning id",
            it.Person.ToString(), it.Texts ? Fields(null) : []),
        EventToErase it => Command($"delete from funding.sealed_keys where id in (select k.id {KeysOfEvents} e.id = $1) returning id", it.Event, Fields(it.Field)),
        FieldToErase it => Command("delete from funding.sealed_keys where stream_id = $1 and field = $2 returning id", it.Stream, Slug.Of(it.Field)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>
    /// The hash of a request that brought a text: whoever guesses the text could confirm it. The key stays good for that one request, so that nothing is
    /// done twice. Run before the keys are destroyed.
    /// </summary>
    public static (string Table, NpgsqlBatchCommand Command) Requests(ErasureSubject subject)
    {
        const string Clear = "update funding.idempotency i set request_hash = '' where i.request_hash <> '' and (i.person::text, i.recorded_at) in (select e.headers ->> 'actor', e.timestamp ";
        return ("idempotency", subject switch
        {
            PersonToErase it => Command(
                "update funding.idempotency set key = 'erased-' || gen_random_uuid(), request_hash = '' "
                + "where person = $1 and (request_hash <> '' or key !~ '^erased-[0-9a-f-]{36}$')", it.Person.Value),
            EventToErase it => Command($"{Clear}{KeysOfEvents} e.id = $1)", it.Event, Fields(it.Field)),
            FieldToErase it => Command($"{Clear}{KeysOfEvents} e.stream_id = $1)", it.Stream, Fields(it.Field)),
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    }

    /// <summary>What else is kept of a person. Mail that waits for her address goes with it; what was sent holds no address.</summary>
    public static IEnumerable<(string Table, NpgsqlBatchCommand Command)> Of(PersonToErase it) =>
    [
        ("deliveries", Command(
            "update funding.deliveries set state = 'discarded', settled_at = clock_timestamp(), reason = 'L’adresse a été effacée.' "
            + "where state in ('pending', 'dead') and destination in (select id from funding.mailboxes where person_id = $1)", it.Person.Value)),
        ("mailboxes", Command("delete from funding.mailboxes where person_id = $1", it.Person.Value)),
        ("inbox_marks", Command("delete from funding.inbox_marks where person_id = $1", it.Person.Value)),
        ("inbox_reads", Command("delete from funding.inbox_reads where person_id = $1", it.Person.Value)),
        ("people", Command("delete from funding.people where id = $1", it.Person.Value)),
    ];

    /// <summary>How many addresses of services are the person's own.</summary>
    public static NpgsqlBatchCommand SharedAddresses(PersonToErase it) => Command(
        "select count(*)::int from funding.mailboxes s join funding.mailboxes own on lower(own.address) = lower(s.address) where s.person_id is null and own.person_id = $1", it.Person.Value);

    private static string[] Fields(SealedField? field) => field is { } one ? [Slug.Of(one)] : [.. Slug.All<SealedField>()];
}
