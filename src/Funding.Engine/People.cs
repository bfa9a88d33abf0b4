using System.Collections.Concurrent;
using Funding.Domain;
using Funding.Engine.Acting;
using Funding.Engine.Erasing;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine;

/// <summary>
/// People in their table, outside the log. Names are not remembered in memory, and ids for a minute at most: nobody has to be told of an erasure. Who was
/// erased and comes back is the same person, for four eyes compare ids, and has no name (ADR 0019).
/// </summary>
internal sealed class People(NpgsqlDataSource source, TimeProvider time) : IPeople
{
    private const string Seen =
        "with seen as (select id, name from funding.people where issuer = $1 and subject = $2), "
        + "named as (update funding.people p set name = $3 from seen where p.id = seen.id and $3 is not null and seen.name is distinct from $3) "
        + "select id from seen";

    /// <summary>Nobody is met without her mark once anybody was erased: the mark is slow to make, so it is made only then.</summary>
    private const string Met =
        "with erased as (select id from funding.erased_people where mark = $5), "
        + "met as (insert into funding.people as p (id, issuer, subject, name) select $4, $1, $2, $3 "
        + "where not exists (select from erased) and ($5 is not null or not exists (select from funding.erased_people)) "
        + "on conflict (issuer, subject) do update set name = coalesce(excluded.name, p.name) returning id) "
        + "select id from met union all select id from erased";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Issuer, string Subject), (PersonId Person, int? NameHash)> known = new();
    private long since = time.GetTimestamp();

    /// <inheritdoc/>
    public async ValueTask<PersonId> IdentifyAsync(string issuer, string subject, string? name, CancellationToken cancellation)
    {
        var hash = name?.GetHashCode(StringComparison.Ordinal);
        Forget();
        if (known.TryGetValue((issuer, subject), out var seen) && (hash is null || seen.NameHash == hash)) return seen.Person;
        var person = await AskAsync(Seen, [issuer, subject, name], cancellation) ?? await MeetAsync(issuer, subject, name, cancellation);
        known[(issuer, subject)] = (person, hash);
        return person;
    }

    private async Task<PersonId> MeetAsync(string issuer, string subject, string? name, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        return await AskAsync(Met, [issuer, subject, name, id, null], cancellation)
            ?? await AskAsync(Met, [issuer, subject, name, id, await ErasureMark.OfAsync(source, issuer, subject, cancellation)], cancellation)
            ?? throw new System.Diagnostics.UnreachableException();
    }

    private async Task<PersonId?> AskAsync(string sql, object?[] values, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        NpgsqlDbType[] types = [NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Uuid, NpgsqlDbType.Bytea];
        for (var i = 0; i < values.Length; i++) command.Parameters.Add(new() { Value = values[i] ?? DBNull.Value, NpgsqlDbType = types[i] });
        return await command.ExecuteScalarAsync(cancellation) is Guid id ? new PersonId(id) : null;
    }

    /// <summary>All at once: the next request of each asks the table again.</summary>
    private void Forget()
    {
        var began = Interlocked.Read(ref since);
        if (known.Count <= 10_000 && time.GetElapsedTime(began) < Life) return;
        if (Interlocked.CompareExchange(ref since, time.GetTimestamp(), began) == began) known.Clear();
    }

    /// <inheritdoc/>
    public async Task<string?> OtherSpellingAsync(string issuer, string subject, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "select subject from funding.people where issuer = $1 and lower(btrim(subject) collate \"fr-x-icu\") = lower(btrim($2) collate \"fr-x-icu\") "
            + "and not exists (select from funding.people where issuer = $1 and subject = $2) order by id limit 1");
        foreach (var value in new[] { issuer, subject }) command.Parameters.Add(new() { Value = value });
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task<string?> SubjectNamedAsync(string issuer, string name, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select min(subject) from funding.people where issuer = $1 and name = $2 having count(*) = 1");
        foreach (var value in new[] { issuer, name }) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<PersonId, string>> NamesAsync(IReadOnlyCollection<PersonId> people, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select id, name from funding.people where id = any($1) and name is not null");
        command.Parameters.Add(new() { Value = people.Select(person => person.Value).Distinct().ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var names = new Dictionary<PersonId, string>();
        while (await reader.ReadAsync(cancellation)) names[new PersonId(reader.GetGuid(0))] = reader.GetString(1);
        return names;
    }
}
