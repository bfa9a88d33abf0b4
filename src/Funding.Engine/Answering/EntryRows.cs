using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>Rows of entries: which, and what they say.</summary>
internal static class EntryRows
{
    /// <summary>What <see cref="Read"/> expects, in its order.</summary>
    public const string Columns =
        "position, ordinal, event_id, recorded_at, effective_date, cpts_id, region, department, source, budget_year, commitment, instalment, kind, cents";

    /// <summary>The event of a row names the recovery.</summary>
    private const string OfRecovery =
        " and exists (select from funding.ledger l join funding.mt_events m on m.seq_id = l.seq_id where l.position = entries.position and m.data ->> 'recoveryId' = @recovery)";

    /// <summary>The conditions of a question on <c>funding.entries</c>, its moment apart; adds their parameters.</summary>
    public static string Which(NpgsqlCommand command, EntryQuery query)
    {
        return string.Concat(
            If(query.RegionCode, " and region = @region", "region", NpgsqlDbType.Text),
            If(query.Departments?.ToArray(), " and department = any(@departments)", "departments", NpgsqlDbType.Array | NpgsqlDbType.Text),
            If(query.Source?.ToString(), " and source = @source", "source", NpgsqlDbType.Text),
            If(query.BudgetYear, " and budget_year = @year", "year", NpgsqlDbType.Integer),
            If(query.From, " and effective_date >= @from", "from", NpgsqlDbType.Date),
            If(query.To, " and effective_date <= @to", "to", NpgsqlDbType.Date),
            If(query.Kind?.Kinds().Select(kind => kind.ToString()).ToArray(), " and kind = any(@kinds)", "kinds", NpgsqlDbType.Array | NpgsqlDbType.Text),
            If(query.CptsId, " and cpts_id = @cpts", "cpts", NpgsqlDbType.Uuid),
            If(query.CommitmentId, " and commitment = @commitment", "commitment", NpgsqlDbType.Text),
            If(query.Instalment, " and instalment = @instalment", "instalment", NpgsqlDbType.Integer),
            If(query.Position, " and position = @seq", "seq", NpgsqlDbType.Bigint),
            If(query.RecoveryId, OfRecovery, "recovery", NpgsqlDbType.Text));

        string If(object? value, string condition, string name, NpgsqlDbType type)
        {
            if (value is null) return "";
            command.With(name, type, value);
            return condition;
        }
    }

    /// <summary>Adds the parameters of a page: <c>@after</c>, <c>@after_ordinal</c>, <c>@size</c>.</summary>
    public static void Page(NpgsqlCommand command, string[]? after, int size) => command
        .With("after", NpgsqlDbType.Bigint, after is null ? long.MaxValue : Cursor.Number(after[0]))
        .With("after_ordinal", NpgsqlDbType.Bigint, after is null ? 0L : Cursor.Number(after[1])).With("size", NpgsqlDbType.Integer, size + 1);

    /// <summary>The entry of a row of <see cref="Columns"/>.</summary>
    public static EntryRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt16(1), row.GetGuid(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateOnly>(4), row.GetGuid(5),
        row.GetString(6), row.GetString(7), Enum.Parse<FundingSource>(row.GetString(8)), row.GetInt32(9), row.GetString(10),
        row.IsDBNull(11) ? null : row.GetInt32(11), Enum.Parse<EntryKind>(row.GetString(12)), new Money(row.GetInt64(13)));
}
