using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Answering;
using Funding.Engine.Reading;
using Npgsql;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class sums_of_entries(PostgresFixture postgres)
{
    private const int Last = 40_000;
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Regions = ["84", "11", "02"];

    /// <summary>The entries are made up without events: Marten's documents, which are made of events, know nothing of them.</summary>
    [Fact]
    public async Task a_question_is_answered_with_the_sum_of_its_entries()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await LedgerAsync(engine);

        var dice = new Random(20_260_101);
        for (var i = 0; i < 150; i++)
        {
            var query = Question(dice);
            var known = query.Moment.AsOf is { } instant ? (long)Math.Floor((instant - Start).TotalSeconds) : Last;
            var (regions, nation) = await engine.Get<IRegions>().NationAsync(query, CancellationToken.None);
            var expected = await NaiveAsync(engine, known, query);

            foreach (var region in Regions)
            {
                Told(regions.Single(it => it.RegionCode == region)).ShouldBe(expected[region], ignoreOrder: true, $"{region} {query}");
                Told(await engine.Get<IRegions>().RegionAsync(region, query, CancellationToken.None)).ShouldBe(expected[region], ignoreOrder: true, $"{region} {query}");
            }

            nation.Total.Committed.Cents.ShouldBe(expected.Values.Sum(sums => sums.Sum(sum => sum.Key.Kind == EntryKind.Committed ? sum.Value : 0)), $"{query}");
        }
    }

    [EngineFact]
    public async Task what_an_envelope_commits_is_the_sum_of_its_entries()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await LedgerAsync(engine);

        var dice = new Random(20_260_102);
        for (var i = 0; i < 40; i++)
        {
            var moment = Question(dice).Moment;
            var known = moment.AsOf is { } instant ? (long)Math.Floor((instant - Start).TotalSeconds) : Last;
            var told = await engine.Get<IRegions>().EnvelopesAsync("84", 2024, moment, CancellationToken.None);
            var expected = await NaiveAsync(engine, known, new FinancingQuery(2024, null, null, moment));

            told.Single().Figures.Committed.Cents.ShouldBe(expected["84"].GetValueOrDefault((FundingSource.Fir, EntryKind.Committed)), $"{moment}");
        }
    }

    [EngineTheory]
    [InlineData(null, null, "whole - -")]
    [InlineData("2024-02-01", "2024-02-29", "whole 2024-02-01 2024-03-01")]
    [InlineData("2024-02-02", "2024-02-28", "2024-02-02..2024-02-28")]
    [InlineData("2024-01-31", "2024-03-01", "whole 2024-02-01 2024-03-01 2024-01-31..2024-01-31 2024-03-01..2024-03-01")]
    [InlineData("2024-01-15", null, "whole 2024-02-01 - 2024-01-15..2024-01-31")]
    [InlineData(null, "2024-01-15", "whole - 2024-01-01 2024-01-01..2024-01-15")]
    [InlineData("2024-03-02", "2024-03-01", "")]
    [InlineData("9999-12-02", null, "9999-12-02..9999-12-31")]
    [InlineData(null, "9999-12-31", "whole - 9999-12-01 9999-12-01..9999-12-31")]
    public void a_period_is_its_whole_months_and_the_days_around(string? from, string? to, string expected)
    {
        var months = WholeMonths.Of(Day(from), Day(to));

        var whole = months.Any ? $"whole {Text(months.First)} {Text(months.End)}" : "";
        string.Join(' ', [whole, .. months.Rest.Select(rest => $"{Text(rest.From)}..{Text(rest.To)}")]).Trim().ShouldBe(expected);
    }

    /// <summary>Entries of many days at each position, of which the views hold two blocks and a part of the third, closed in steps of any size.</summary>
    private static async Task LedgerAsync(TestEngine engine)
    {
        await Sql.RunAsync(engine.OwnerConnectionString,
            $"""
            select setseed(0.5);
            insert into funding.ledger select n, n, '2020-01-01T00:00:00Z'::timestamptz + n * interval '1 second' from generate_series(1, {Last}) n;
            insert into funding.entries
            select n, 0, gen_random_uuid(), now(), date '2023-11-20' + (random() * 140)::int, '{Guid.Empty}', (array['84', '11', '02'])[1 + floor(random() * 3)], '69',
                   (array['Fir', 'Aci', 'Transformation'])[1 + floor(random() * 3)], 2023 + floor(random() * 2)::int, 'c', null,
                   (array['Committed', 'Certified', 'Paid', 'Barred', 'RecoveryOrdered', 'Recovered', 'Waived'])[1 + floor(random() * 7)], (random() * 1000000)::bigint - 300000
            from generate_series(1, {Last}) n;
            insert into funding.envelope_acts values (0, '84', 2024, '2023-01-01', 'Initial', 'ARR', 100, 100, 0, 0, 0, null, false);
            select funding.move_checkpoint('views', a, b) from (values (0, 10000), (10000, 16383), (16383, 16384), (16384, 16500), (16500, 32768), (32768, {Last})) step (a, b);
            """);
    }

    private static FinancingQuery Question(Random dice)
    {
        var day = (double often) => dice.NextDouble() < often ? new DateOnly(2023, 11, 10).AddDays(dice.Next(170)) : (DateOnly?)null;
        long[] edges = [0, 1, EntrySums.Block - 1, EntrySums.Block, EntrySums.Block + 1, 2 * EntrySums.Block, Last];
        var position = dice.Next(3) switch { 0 => (long?)null, 1 => edges[dice.Next(edges.Length)], _ => dice.Next(Last) };
        return new FinancingQuery(dice.Next(2) == 0 ? null : 2023 + dice.Next(2), day(0.3), day(0.3), new Moment(position is { } known ? Start.AddSeconds(known) : null, day(0.6)));
    }

    private static async Task<Dictionary<string, Dictionary<(FundingSource, EntryKind Kind), long>>> NaiveAsync(TestEngine engine, long known, FinancingQuery query)
    {
        await using var command = engine.Source.CreateCommand(
            "select region, source, kind, sum(cents)::bigint from funding.entries where position <= $1 and effective_date <= coalesce($2, date '9999-12-31') "
            + "and ($3::int is null or budget_year = $3) and effective_date between coalesce($4, date '0001-01-01') and coalesce($5, date '9999-12-31') group by 1, 2, 3");
        foreach (var (type, value) in new (NpgsqlTypes.NpgsqlDbType, object?)[]
                 {
                     (NpgsqlTypes.NpgsqlDbType.Bigint, known), (NpgsqlTypes.NpgsqlDbType.Date, query.Moment.EffectiveOn), (NpgsqlTypes.NpgsqlDbType.Integer, query.BudgetYear),
                     (NpgsqlTypes.NpgsqlDbType.Date, query.From), (NpgsqlTypes.NpgsqlDbType.Date, query.To),
                 })
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value ?? DBNull.Value });
        var sums = Regions.ToDictionary(region => region, _ => new Dictionary<(FundingSource, EntryKind), long>());
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            if (reader.GetInt64(3) != 0) sums[reader.GetString(0)][(Enum.Parse<FundingSource>(reader.GetString(1)), Enum.Parse<EntryKind>(reader.GetString(2)))] = reader.GetInt64(3);
        return sums;
    }

    private static Dictionary<(FundingSource, EntryKind Kind), long> Told(Financing financing)
        => (from pair in financing.Sources
            from sum in new (EntryKind Kind, Money Sum)[]
            {
                (EntryKind.Committed, pair.Value.Committed), (EntryKind.Certified, pair.Value.Certified), (EntryKind.Paid, pair.Value.Paid), (EntryKind.Barred, pair.Value.Barred),
                (EntryKind.RecoveryOrdered, pair.Value.RecoveryOrdered), (EntryKind.Recovered, pair.Value.Recovered), (EntryKind.Waived, pair.Value.Waived),
            }
            where sum.Sum != Money.Zero
            select ((pair.Key, sum.Kind), sum.Sum.Cents)).ToDictionary();

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";
}
