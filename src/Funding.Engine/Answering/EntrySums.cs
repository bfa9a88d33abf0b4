using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>Which entries to sum. Null members do not restrict.</summary>
internal sealed record SummedEntries(
    string? Region = null, int? BudgetYear = null, FundingSource? Source = null, EntryKind? Kind = null, DateOnly? From = null, DateOnly? To = null);

/// <summary>
/// Sums of entries at a horizon, without reading them all: the blocks of positions that are closed are summed by months already, and what
/// is read one by one is the entries of a month that the question cuts, and of the block that its position cuts (ADR 0012).
/// </summary>
internal static class EntrySums
{
    /// <summary>Positions of a block: <c>funding.sums_block()</c>.</summary>
    public const long Block = 16_384;

    /// <summary>A statement whose rows are the keys, columns of both tables, and their sum of cents.</summary>
    public static NpgsqlCommand Command(NpgsqlConnection connection, Horizon horizon, string keys, SummedEntries wanted)
    {
        var position = horizon.Position ?? throw new ArgumentException("Sums are asked at a position.", nameof(horizon));
        var to = horizon.Day is { } day && !(wanted.To < day) ? day : wanted.To;
        var months = WholeMonths.Of(wanted.From, to);
        var command = new NpgsqlCommand { Connection = connection };
        var which = string.Concat(
            And("region", NpgsqlDbType.Text, wanted.Region), And("budget_year", NpgsqlDbType.Integer, wanted.BudgetYear),
            And("source", NpgsqlDbType.Text, wanted.Source?.ToString()), And("kind", NpgsqlDbType.Text, wanted.Kind?.ToString()));
        command.With("position", NpgsqlDbType.Bigint, position).With("closed", NpgsqlDbType.Bigint, position / Block);
        var parts = new List<string> { Open(keys, which, And("effective_date", NpgsqlDbType.Date, wanted.From, ">=", "from"), And("effective_date", NpgsqlDbType.Date, to, "<=", "to")) };
        if (months.Any)
            parts.Add($"select {keys}, sum(cents) cents from funding.entry_sums where block < @closed{which}"
                + $"{And("month", NpgsqlDbType.Date, months.First, ">=", "first")}{And("month", NpgsqlDbType.Date, months.End, "<", "end")} group by {keys}");
        for (var i = 0; i < months.Rest.Count; i++)
            parts.Add($"select {keys}, sum(cents) from funding.entries where position <= @closed * {Block}{which}"
                + $"{And("effective_date", NpgsqlDbType.Date, months.Rest[i].From, ">=", $"from{i}")}{And("effective_date", NpgsqlDbType.Date, months.Rest[i].To, "<=", $"to{i}")} group by {keys}");
        command.CommandText = $"select {keys}, sum(cents) from ({string.Join(" union all ", parts)}) parts group by {keys}";
        return command;

        string And(string column, NpgsqlDbType type, object? value, string comparison = "=", string? name = null)
        {
            if (value is null) return "";
            command.With(name ?? column, type, value);
            return $" and {column} {comparison} @{name ?? column}";
        }
    }

    /// <summary>The open block is found by its positions: the offset keeps the planner from looking up a region or days, which may be all there are.</summary>
    private static string Open(string keys, string which, string from, string to)
        => $"select {keys}, sum(cents) cents from (select * from funding.entries where position > @closed * {Block} and position <= @position offset 0) open "
            + $"where true{which}{from}{to} group by {keys}";
}
