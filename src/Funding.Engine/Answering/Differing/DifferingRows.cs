using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering.Differing;

/// <summary>Two horizons, the one that holds less first.</summary>
/// <param name="Earlier">Of the two, the one with the earlier position, or with the earlier day.</param>
/// <param name="Later">The other one.</param>
/// <param name="Known">The instant of the earlier one; null for all that is known.</param>
internal sealed record HorizonSpan(Horizon Earlier, Horizon Later, DateTimeOffset? Known)
{
    private static readonly DateOnly End = new(9999, 12, 31);

    public DateOnly EarlierDay => Earlier.Day ?? End;

    public DateOnly LaterDay => Later.Day ?? End;
}

/// <summary>
/// The entries that one of two horizons holds and not the other, as parts that an index finds each: those that became known in
/// between, by position; those that were known at both and that only one day reaches, by day.
/// </summary>
internal static class DifferingRows
{
    /// <summary>Sums by source, kind, whether removed, whether late.</summary>
    public static NpgsqlCommand Sums(NpgsqlConnection connection, HorizonSpan span, EntryQuery which, IReferenceData reference)
    {
        var command = Command(connection, span, reference);
        var rows = string.Join(" union all ", Parts(span, EntryRows.Which(command, which), ""));
        command.CommandText = $"{Regions} select source, kind, removed, late, sum(cents), count(*) from ({rows}) rows group by source, kind, removed, late";
        return command;
    }

    /// <summary>Whether any of the rows is of a CPTS made up for demonstration. The first is enough; without such a CPTS no row is looked at.</summary>
    public static NpgsqlCommand Synthetic(NpgsqlConnection connection, HorizonSpan span, EntryQuery which, IReferenceData reference)
    {
        var command = Command(connection, span, reference);
        var rows = string.Join(" union all ", Parts(span, EntryRows.Which(command, which), ""));
        command.CommandText = $"{Regions} select exists (select from funding.dossiers where synthetic) and exists (select from ({rows}) rows join funding.dossiers it on it.id = cpts_id where it.synthetic)";
        return command;
    }

    /// <summary>A page of the rows, newest first: the columns of entries, whether removed, whether late.</summary>
    public static NpgsqlCommand Page(NpgsqlConnection connection, HorizonSpan span, EntryQuery which, PageRequest page, IReferenceData reference)
    {
        var after = page.After is null ? null : Cursor.Read(page.After, 2);
        var command = Command(connection, span, reference);
        var rows = string.Join(" union all ", Parts(span, EntryRows.Which(command, which), " and (position, ordinal) < (@after, @after_ordinal) order by position desc, ordinal desc limit @size"));
        EntryRows.Page(command, after, page.Size);
        command.CommandText = $"{Regions} select {EntryRows.Columns}, removed, late from ({rows}) rows order by position desc, ordinal desc limit @size";
        return command;
    }

    /// <summary>By region, the legal day of the earlier instant and the time zone: rows of overseas regions are late by their own days.</summary>
    private const string Regions = "with regions as materialized (select * from unnest(@codes, @days, @zones) regions (code, today, zone))";

    private static NpgsqlCommand Command(NpgsqlConnection connection, HorizonSpan span, IReferenceData reference)
    {
        var regions = reference.RegionCodes;
        return new NpgsqlCommand { Connection = connection }
            .With("before", NpgsqlDbType.Bigint, span.Earlier.Position).With("position", NpgsqlDbType.Bigint, span.Later.Position)
            .With("earlier", NpgsqlDbType.Date, span.EarlierDay).With("later", NpgsqlDbType.Date, span.LaterDay)
            .With("codes", NpgsqlDbType.Array | NpgsqlDbType.Text, regions.ToArray())
            .With("days", NpgsqlDbType.Array | NpgsqlDbType.Date, regions.Select(code => span.Known is { } known ? reference.DayIn(code, known) : DateOnly.MinValue).ToArray())
            .With("zones", NpgsqlDbType.Array | NpgsqlDbType.Text, regions.Select(code => reference.ZoneOf(code).Id).ToArray());
    }

    private static IEnumerable<string> Parts(HorizonSpan span, string which, string end)
    {
        if (span.Earlier.Position < span.Later.Position)
            yield return Part("false", "effective_date < today", $"select * from funding.entries where position > @before and position <= @position and effective_date <= @later{which}{end}");
        if (span.EarlierDay < span.LaterDay)
            yield return Part("false", "(recorded_at at time zone zone)::date > @later", OfDays("@earlier", "@later", which, end));
        if (span.LaterDay < span.EarlierDay)
            yield return Part("true", "false", OfDays("@later", "@earlier", which, end));
        if (span.Earlier.Position == span.Later.Position && span.EarlierDay == span.LaterDay)
            yield return Part("false", "false", "select * from funding.entries where false");
    }

    /// <summary>The fence keeps the planner from walking back through all positions in search of the days of a period long past.</summary>
    private static string OfDays(string after, string to, string which, string end)
        => $"select * from (select * from funding.entries where effective_date > {after} and effective_date <= {to}{which} offset 0) of_days where position <= @before{end}";

    private static string Part(string removed, string late, string rows) => $"(select {EntryRows.Columns}, {removed} as removed, {late} as late from ({rows}) part join regions on code = region)";
}
