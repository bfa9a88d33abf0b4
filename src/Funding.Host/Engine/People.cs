using System.Collections.Concurrent;
using Funding.Domain;
using Funding.Host.Acting;
using Npgsql;

namespace Funding.Host.Engine;

/// <summary>People in their table, outside the log. Ids are remembered in memory; names are not, so that erasing needs no other host.</summary>
internal sealed class People(NpgsqlDataSource source) : IPeople
{
    private readonly ConcurrentDictionary<(string Issuer, string Subject), (PersonId Person, int? NameHash)> known = new();

    /// <inheritdoc/>
    public async ValueTask<PersonId> IdentifyAsync(string issuer, string subject, string? name, CancellationToken cancellation)
    {
        var hash = name?.GetHashCode(StringComparison.Ordinal);
        if (known.TryGetValue((issuer, subject), out var seen) && (hash is null || seen.NameHash == hash)) return seen.Person;
        await using var command = source.CreateCommand(
            "insert into funding.people as p (id, issuer, subject, name) values ($1, $2, $3, $4) "
            + "on conflict (issuer, subject) do update set name = coalesce(excluded.name, p.name) returning id");
        foreach (var value in new object[] { Guid.CreateVersion7(), issuer, subject, (object?)name ?? DBNull.Value }) command.Parameters.Add(new() { Value = value });
        var person = new PersonId((Guid)(await command.ExecuteScalarAsync(cancellation))!);
        if (known.Count > 10_000) known.Clear();
        known[(issuer, subject)] = (person, hash);
        return person;
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
