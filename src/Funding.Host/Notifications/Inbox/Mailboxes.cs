using Funding.Domain;
using Funding.Domain.Notifying;
using Funding.Domain.Rights;
using Funding.Engine.Clocks;
using Funding.Engine.Naming;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Host.Notifications.Inbox;

/// <summary>Addresses in their table, outside the log: a row erased is an address forgotten.</summary>
internal sealed class Mailboxes(NpgsqlDataSource source, DomainClock clock) : IMailboxes
{
    private const string Columns = "id, address, role, region, departments, cpts_id, kinds";

    private const string Insert =
        "insert into funding.mailboxes as m (id, person_id, address, role, region, departments, cpts_id, kinds, opened_at) values (@id, @person, @address, @role, @region, @departments, @cpts, @kinds, @now) ";

    /// <inheritdoc/>
    public async Task<Mailbox?> OwnAsync(PersonId person, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"select {Columns} from funding.mailboxes where person_id = $1");
        command.Parameters.Add(new() { Value = person.Value });
        return (await ReadAsync(command, cancellation)).SingleOrDefault();
    }

    /// <inheritdoc/>
    public async Task SetOwnAsync(Caller caller, string? address, Sequence<NoticeKind>? kinds, CancellationToken cancellation)
    {
        if (address is null)
        {
            await using var forget = source.CreateCommand("delete from funding.mailboxes where person_id = $1");
            forget.Parameters.Add(new() { Value = caller.Person.Value });
            await forget.ExecuteNonQueryAsync(cancellation);
            return;
        }

        var asked = new Mailbox(Guid.CreateVersion7(), address, caller.Role, caller.RegionCode, caller.Departments, caller.CptsId, kinds);
        await using var command = await FillAsync(Insert
            + "on conflict (person_id) do update set address = excluded.address, role = excluded.role, region = excluded.region, departments = excluded.departments, cpts_id = excluded.cpts_id, kinds = excluded.kinds, "
            + "opened_at = case when m.address = excluded.address and m.role = excluded.role then m.opened_at else excluded.opened_at end", asked, caller.Person, cancellation);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Mailbox>> ListAsync(string regionCode, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"select {Columns} from funding.mailboxes where person_id is null and $1 in ('*', region) order by opened_at desc, id desc");
        command.Parameters.Add(new() { Value = regionCode });
        return await ReadAsync(command, cancellation);
    }

    /// <inheritdoc/>
    public async Task<(Mailbox Mailbox, bool IsNew)> AddAsync(Mailbox asked, CancellationToken cancellation)
    {
        await using var command = await FillAsync(Insert
            + "on conflict (lower(address), role, region, departments, cpts_id) where person_id is null do update set kinds = excluded.kinds "
            + $"returning {Columns}", asked, null, cancellation);
        var kept = (await ReadAsync(command, cancellation)).Single();
        return (kept, kept.Id == asked.Id);
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(Guid id, string regionCode, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("delete from funding.mailboxes where id = $1 and person_id is null and $2 in ('*', region)");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = regionCode });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <inheritdoc/>
    public async Task<string?> RegionOfAsync(Guid cptsId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select region from funding.dossiers where id = $1");
        command.Parameters.Add(new() { Value = cptsId });
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }

    private async Task<NpgsqlCommand> FillAsync(string sql, Mailbox it, PersonId? person, CancellationToken cancellation)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.Add(new("id", it.Id));
        command.Parameters.Add(new("person", NpgsqlDbType.Uuid) { Value = person is { } owner ? owner.Value : DBNull.Value });
        command.Parameters.Add(new("address", it.Address));
        command.Parameters.Add(new("role", Slug.Of(it.Role)));
        command.Parameters.Add(new("region", it.RegionCode));
        command.Parameters.Add(new("departments", it.Departments.Order(StringComparer.Ordinal).ToArray()));
        command.Parameters.Add(new("cpts", NpgsqlDbType.Uuid) { Value = it.CptsId is { } id ? id : DBNull.Value });
        command.Parameters.Add(new("kinds", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = it.Kinds is { } kinds ? kinds.Select(Slug.Of).ToArray() : DBNull.Value });
        command.Parameters.Add(new("now", (await clock.NowAsync(cancellation)).UtcDateTime));
        return command;
    }

    /// <summary>A kind that this version does not know is not shown, and still sent by one that does.</summary>
    private static async Task<List<Mailbox>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var found = new List<Mailbox>();
        while (await row.ReadAsync(cancellation))
            found.Add(new Mailbox(
                row.GetGuid(0), row.GetString(1), Slug.Parse<Role>(row.GetString(2)) ?? throw new InvalidDataException("A mailbox has no known role."), row.GetString(3),
                row.GetFieldValue<string[]>(4).ToSequence(), row.IsDBNull(5) ? null : row.GetGuid(5),
                row.IsDBNull(6) ? null : row.GetFieldValue<string[]>(6).Select(Slug.Parse<NoticeKind>).OfType<NoticeKind>().ToSequence()));
        return found;
    }
}
