using System.Globalization;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Notifications.Texts;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Host.Notifications.Inbox;

/// <summary>Inboxes are a look at the notices; only what somebody has read is kept.</summary>
internal sealed class Inboxes(NpgsqlDataSource source, NoticeTexts texts, ILogger<Inboxes> log) : IInbox
{
    private const string IsUnread =
        "n.number > coalesce((select read_up_to from funding.inbox_marks where person_id = @person), 0) "
        + "and not exists (select from funding.inbox_reads r where r.person_id = @person and r.number = n.number)";

    /// <inheritdoc/>
    public async Task<Page<InboxItem>> ReadAsync(Caller caller, InboxQuery query, PageRequest page, CancellationToken cancellation)
    {
        await using var command = For(caller,
            $"select {ToldNotice.Columns}, not ({IsUnread}) from funding.notices n {ToldNotice.Join} where {Visible(caller)} and n.number < @before "
            + "and (@kind is null or n.kind = @kind) " + (query.Unread is { } unread ? $"and ({IsUnread}) = {(unread ? "true" : "false")} " : "")
            + "order by n.number desc limit @size");
        command.Parameters.Add(new("before", Before(page.After)));
        command.Parameters.Add(new("kind", NpgsqlDbType.Text) { Value = query.Kind is { } kind ? Slug.Of(kind) : DBNull.Value });
        command.Parameters.Add(new("size", page.Size + 1));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var items = new List<InboxItem>();
        while (await reader.ReadAsync(cancellation)) items.Add(Of(ToldNotice.Read(reader), reader.GetBoolean(reader.FieldCount - 1)));
        var shown = items.Take(page.Size).ToList();
        return new Page<InboxItem>(shown, items.Count > shown.Count ? shown[^1].Number.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <inheritdoc/>
    public async Task<int> UnreadAsync(Caller caller, CancellationToken cancellation)
    {
        await using var command = For(caller, $"select count(*)::int from (select from funding.notices n where {Visible(caller)} and {IsUnread} order by n.number desc limit @most) counted");
        command.Parameters.Add(new("most", InboxQuery.MostUnread));
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public async Task<bool> MarkReadAsync(Caller caller, Guid notice, CancellationToken cancellation)
    {
        await using var command = For(caller,
            $"with found as (select n.number, {IsUnread} as unread from funding.notices n where n.id = @notice and {Visible(caller)}), "
            + "marked as (insert into funding.inbox_reads (person_id, number) select @person, number from found where unread on conflict do nothing) "
            + "select exists (select from found)");
        command.Parameters.Add(new("notice", notice));
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <inheritdoc/>
    public async Task MarkAllReadAsync(Caller caller, long? upTo, CancellationToken cancellation)
    {
        // Never beyond what was told: a number of the future would hide what is still to come.
        await using var command = For(caller,
            "with marked as (insert into funding.inbox_marks as m (person_id, read_up_to) "
            + "select @person, least(@upto, coalesce((select max(number) from funding.notices), 0)) "
            + "on conflict (person_id) do update set read_up_to = greatest(m.read_up_to, excluded.read_up_to) returning read_up_to) "
            + "delete from funding.inbox_reads r using marked where r.person_id = @person and r.number <= marked.read_up_to");
        command.Parameters.Add(new("upto", NpgsqlDbType.Bigint) { Value = upTo is { } number ? number : DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The condition that the function states, preceded by one that an index knows.</summary>
    private static string Visible(Caller caller)
        => (caller.Role == Role.Cpts ? "n.cpts_id = @cpts and " : caller.RegionCode == Caller.Nation ? "" : "n.region = @region and ")
            + "funding.is_for(n.roles, n.region, n.department, n.cpts_id, @role, @region, @departments, @cpts)";

    private NpgsqlCommand For(Caller caller, string sql)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.Add(new("person", caller.Person.Value));
        command.Parameters.Add(new("role", Slug.Of(caller.Role)));
        command.Parameters.Add(new("region", caller.RegionCode));
        command.Parameters.Add(new("departments", caller.Departments.ToArray()));
        command.Parameters.Add(new("cpts", NpgsqlDbType.Uuid) { Value = caller.CptsId is { } id ? id : DBNull.Value });
        return command;
    }

    /// <summary>One notice that this version cannot put into words keeps nobody from the others.</summary>
    private InboxItem Of(ToldNotice told, bool read)
    {
        try
        {
            var filled = texts.Of(told);
            return Item(filled.Whole.Title, filled.Paragraphs, filled.Whole.Link) with { Notice = told.ToNotice() };
        }
        catch (Exception unreadable)
        {
            log.LogError(unreadable, "Notice {NoticeId} cannot be put into words", told.Id);
            return Item("Notification illisible", ["Cette notification ne peut pas être mise en mots par cette version du logiciel. Signalez son identifiant à l’administrateur."], null);
        }

        InboxItem Item(string title, IReadOnlyList<string> paragraphs, string? link)
            => new(told.Number, told.Id, told.Kind, told.At, told.RegionCode, told.About.CptsId, told.About.CptsName, title, paragraphs, link, null, read, told.About.Synthetic);
    }

    private static long Before(string? cursor)
        => cursor is null ? long.MaxValue
            : cursor.Length <= 18 && long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new InvalidCursorException();
}
