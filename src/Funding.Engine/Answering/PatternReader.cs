using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>Reads what patterns are looked for in: the database leaves out what no threshold can make a hit, the domain decides about the rest.</summary>
internal sealed class PatternReader(NpgsqlConnection connection, Horizon horizon, PatternQuery query, VariablePartReader variableParts)
{
    private const string Here = $"{Horizon.Filter} and (@region is null or region = @region)";

    /// <summary>Lines of contracts have ids that no grant can take (R18).</summary>
    private const string IsLine = "commitment ~ '^aci-[0-9]+-y[0-9]'";

    private const string Years =
        $"""
        select cpts_id, region, budget_year,
               coalesce(sum(cents) filter (where kind = 'Paid'), 0),
               coalesce(sum(cents) filter (where kind = 'Paid' and source = 'Aci' and {IsLine} and commitment not like '%-variable'), 0),
               coalesce(sum(cents) filter (where kind = 'RecoveryOrdered'), 0),
               coalesce(array_agg(position) filter (where kind = 'RecoveryOrdered'), array[]::bigint[])
        from funding.entries
        where {Here} and kind in ('Paid', 'RecoveryOrdered')
        group by cpts_id, region, budget_year
        """;

    private const string Grants =
        $"""
        select cpts_id, region, department, source, budget_year, commitment, sum(cents), array_agg(distinct position)
        from funding.entries
        where {Here} and kind = 'Committed' and (source <> 'Aci' or not {IsLine}) and (@year is null or budget_year = @year)
        group by cpts_id, region, department, source, budget_year, commitment
        having sum(cents) > 0
        """;

    private const string Close =
        $"""
        select distinct on (p.position) p.cpts_id, p.region, p.budget_year, p.commitment, p.instalment, p.cents, c.recorded_at, c.position, p.recorded_at, p.position
        from (select * from funding.entries where {Here} and kind = 'Paid' and cents > 0 and (@year is null or budget_year = @year)) p
        join (select * from funding.entries where {Here} and kind = 'Certified' and cents > 0) c
          on c.cpts_id = p.cpts_id and c.commitment = p.commitment and c.instalment = p.instalment
        where c.position < p.position and p.recorded_at - c.recorded_at <= @seconds * interval '1 second'
        order by p.position, c.position desc
        """;

    /// <summary>A day of slack for the legal time of the region. An event has the date of its earliest entry: one that corrects a bar is dated later (R7).</summary>
    private const string LateMoney =
        $"""
        select cpts_id, region, effective_date, recorded_at, array_agg(position order by position), array_agg(distinct budget_year)
        from (select position, cpts_id, region, recorded_at, budget_year, min(effective_date) as effective_date from funding.entries
              where {Here} and recorded_at > effective_date + @days * interval '1 day' and (@year is null or budget_year = @year)
              group by position, cpts_id, region, recorded_at, budget_year) events
        group by cpts_id, region, effective_date, recorded_at
        """;

    private const string LateFacts =
        $"""
        select f.cpts_id, f.region, f.effective_date, e.timestamp, array_agg(distinct f.position), array[]::integer[]
        from (select * from funding.cpts_facts where {Here} and attribute <> 'synthetic') f
        join funding.ledger l on l.position = f.position join funding.mt_events e on e.seq_id = l.seq_id
        where l.known_at > f.effective_date + @days * interval '1 day' and @year is null
        group by f.cpts_id, f.region, f.effective_date, e.timestamp
        """;

    /// <summary>All of it, at one position: what a budget year leaves out is left out where no comparison needs it.</summary>
    public async Task<PatternFacts> ReadAsync(CancellationToken cancellation) => new(
        await ListAsync(Years, row => new YearOfMoney(
            row.GetGuid(0), row.GetString(1), row.GetInt32(2), Cents(row, 3), Cents(row, 4), Cents(row, 5), row.GetFieldValue<long[]>(6).Order().ToSequence()), cancellation),
        await variableParts.ReadAsync(connection, horizon, query.RegionCode, cancellation),
        await ListAsync(Grants, row => new GrantedSum(
            row.GetGuid(0), new CommitmentRef(row.GetString(5), Enum.Parse<FundingSource>(row.GetString(3)), row.GetInt32(4), row.GetString(1), row.GetString(2)),
            Cents(row, 6), row.GetFieldValue<long[]>(7).ToSequence()), cancellation),
        await ListAsync(Close, row => new PaidAtOnce(
            row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetInt32(4), new Money(row.GetInt64(5)),
            row.GetFieldValue<DateTimeOffset>(6), row.GetInt64(7), row.GetFieldValue<DateTimeOffset>(8), row.GetInt64(9)), cancellation),
        await ActsAsync(cancellation));

    /// <summary>Money and facts of one act are one act.</summary>
    private async Task<List<RecordedAct>> ActsAsync(CancellationToken cancellation)
    {
        var parts = (await ListAsync(LateMoney, Act, cancellation)).Concat(await ListAsync(LateFacts, Act, cancellation));
        return [.. parts.GroupBy(it => (it.Cpts, it.RegionCode, it.EffectiveDate, it.RecordedAt)).Select(act => new RecordedAct(
            act.Key.Cpts, act.Key.RegionCode, act.Key.EffectiveDate, act.Key.RecordedAt,
            act.SelectMany(it => it.BudgetYears).Distinct().Order().ToSequence(), act.SelectMany(it => it.Positions).Distinct().Order().ToSequence()))];

        static RecordedAct Act(NpgsqlDataReader row) => new(
            row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetFieldValue<DateTimeOffset>(3),
            row.GetFieldValue<int[]>(5).ToSequence(), row.GetFieldValue<long[]>(4).ToSequence());
    }

    private async Task<List<T>> ListAsync<T>(string select, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = horizon.Command(connection, select)
            .With("region", NpgsqlDbType.Text, query.RegionCode).With("year", NpgsqlDbType.Integer, query.BudgetYear)
            .With("seconds", NpgsqlDbType.Integer, query.Settings.AtOnceSeconds).With("days", NpgsqlDbType.Integer, query.Settings.LateDays);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
        return rows;
    }

    private static Money Cents(NpgsqlDataReader row, int column) => new((long)row.GetDecimal(column));
}
