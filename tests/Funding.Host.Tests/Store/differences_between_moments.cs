using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class differences_between_moments(PostgresFixture postgres)
{
    private const int Last = 4_000;
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [EngineFact]
    public async Task a_difference_is_what_one_set_of_entries_has_and_the_other_has_not()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await LedgerAsync(engine);
        var entries = (await engine.Get<IAudit>().EntriesAsync(EntryQuery.All(Moment.Now), new PageRequest(Last * 2), CancellationToken.None)).Items;
        entries.Count.ShouldBe(Last);

        var dice = new Random(20_260_103);
        var (lates, removals) = (0, 0);
        for (var i = 0; i < 80; i++)
        {
            var which = EntryQuery.All(AnyMoment(dice)) with { RegionCode = dice.Next(2) == 0 ? null : "04", Kind = dice.Next(3) == 0 ? Figure.Paid : null };
            var against = AnyMoment(dice);
            var found = await engine.Get<IDifferences>().BetweenAsync(which, against, new PageRequest(Last), CancellationToken.None);
            var expected = Expected(entries, which, found.Earlier, found.Later);

            new[] { found.Earlier, found.Later }.ShouldBe([which.Moment, against], ignoreOrder: true);
            (found.Later.AsOf ?? DateTimeOffset.MaxValue).ShouldBeGreaterThanOrEqualTo(found.Earlier.AsOf ?? DateTimeOffset.MaxValue, $"{which.Moment} {against}");
            found.Entries.Items.ShouldBe(expected, $"{which} against {against}");
            Text(found.Added).ShouldBe(Text(expected.Where(it => !it.IsRemoved)));
            Text(found.Removed).ShouldBe(Text(expected.Where(it => it.IsRemoved)));
            Text(found.Late).ShouldBe(Text(expected.Where(it => it.IsLate)));
            (lates, removals) = (lates + expected.Count(it => it.IsLate), removals + expected.Count(it => it.IsRemoved));
        }

        (lates, removals).ShouldBe((Math.Max(lates, 1_000), Math.Max(removals, 1_000)), "the dice find late ones, and ones that only the earlier view has");
    }

    /// <summary>The entries are made up without events: Marten's documents, which are made of events, know nothing of them.</summary>
    [Fact]
    public async Task the_difference_of_two_financings_is_the_sum_of_the_difference()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await LedgerAsync(engine);

        var dice = new Random(20_260_104);
        for (var i = 0; i < 30; i++)
        {
            var (one, other) = (AnyMoment(dice), AnyMoment(dice));
            var found = await engine.Get<IDifferences>().BetweenAsync(EntryQuery.All(one), other, new PageRequest(1), CancellationToken.None);

            (await TotalAsync(found.Earlier) + found.Total).ShouldBe(await TotalAsync(found.Later), $"{one} {other}");
        }

        async Task<Totals> TotalAsync(Moment moment) => (await engine.Get<IRegions>().NationAsync(new FinancingQuery(null, null, null, moment), CancellationToken.None)).Nation.Total;
    }

    [EngineFact]
    public async Task page_by_page_it_is_the_same()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await LedgerAsync(engine);
        var (which, against) = (EntryQuery.All(new Moment(Start.AddHours(900), new(2024, 1, 10))), new Moment(Start.AddHours(500), new(2024, 1, 25)));
        var whole = (await engine.Get<IDifferences>().BetweenAsync(which, against, new PageRequest(Last), CancellationToken.None)).Entries.Items;

        var paged = new List<DifferentEntry>();
        for (var next = new PageRequest(7); next is not null;)
        {
            var page = (await engine.Get<IDifferences>().BetweenAsync(which, against, next, CancellationToken.None)).Entries;
            paged.AddRange(page.Items);
            next = page.Next is null ? null : next with { After = page.Next };
        }

        paged.ShouldBe(whole);
        whole.Select(it => it.IsRemoved).Distinct().Count().ShouldBe(2);
    }

    [EngineFact]
    public async Task an_act_recorded_late_is_shown_with_its_days()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 10_000m), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new Certify("g", "c", 1, Money.Euros(10_000m)), ProjectPhase.Ars);
        await engine.MoveAsync("2024-03-01T00:30:00Z"); // 1 March in Paris
        await engine.DoAsync(cpts, new Pay("g", 1, Money.Euros(4_000m), "VIR-1") { EffectiveDate = new(2024, 2, 20) }, ProjectPhase.ArsPay);
        await engine.DoAsync(cpts, new Pay("g", 1, Money.Euros(1_000m), "VIR-2"), ProjectPhase.ArsPay);

        var found = await engine.Get<IDifferences>().BetweenAsync(EntryQuery.All(Moment.Now), new Moment(At("2024-02-29T12:00:00Z")), new PageRequest(10), CancellationToken.None);

        found.Entries.Items.Select(it => (it.Entry.Amount, it.IsLate, it.DaysLate)).ShouldBe([(Money.Euros(1_000m), false, 0), (Money.Euros(4_000m), true, 10)]);
        (found.Late.Count, found.Late.Total.Paid, found.Total.Paid, found.Total.Committed).ShouldBe((1, Money.Euros(4_000m), Money.Euros(5_000m), Money.Zero));
    }

    [EngineFact]
    public async Task what_is_made_up_marks_the_difference_that_it_is_in_and_no_other()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var (real, madeUp) = (await engine.BeginAsync(), await engine.BeginAsync("CPTS du Lac"));
        foreach (var cpts in new[] { madeUp, real }) await engine.DoAsync(cpts, ProjectPhase.Grant("g", 10_000m), ProjectPhase.Ars);
        await engine.SettleAsync();
        await using var served = await ServedEngine.StartAsync(engine);
        (await IsMarkedAsync("")).ShouldBeFalse("nothing is made up");

        await Sql.RunAsync(engine.OwnerConnectionString, $"update funding.dossiers set synthetic = true where id = '{madeUp}'");
        (await IsMarkedAsync("")).ShouldBeTrue();
        (await IsMarkedAsync($"&cpts={madeUp}")).ShouldBeTrue();
        (await IsMarkedAsync("&page[size]=1")).ShouldBeTrue("the sums are of all pages");
        (await IsMarkedAsync($"&cpts={real}")).ShouldBeFalse();
        (await IsMarkedAsync($"&cpts={madeUp}&kind=paid")).ShouldBeFalse("nothing of it differs");

        async Task<bool> IsMarkedAsync(string which)
            => (await served.GetAsync($"/api/v1/audit/diff?asOf=2020-01-01T00:00:00Z{which}")).TryGetProperty("synthetic", out var mark) && mark.GetBoolean();
    }

    private static List<DifferentEntry> Expected(IEnumerable<EntryRow> entries, EntryQuery which, Moment earlier, Moment later)
        => (from it in entries
            where (which.RegionCode is null || it.RegionCode == which.RegionCode) && which.Kind?.Kinds().Contains(it.Kind) != false
            let inEarlier = IsIn(it, earlier)
            let inLater = IsIn(it, later)
            where inEarlier != inLater
            let recorded = ReferenceData.Current.DayIn(it.RegionCode, it.RecordedAt)
            let isLate = inLater && (it.RecordedAt > (earlier.AsOf ?? DateTimeOffset.MaxValue)
                ? it.EffectiveDate < ReferenceData.Current.DayIn(it.RegionCode, earlier.AsOf!.Value)
                : recorded > later.EffectiveOn)
            select new DifferentEntry(it, inEarlier, isLate, Math.Max(0, recorded.DayNumber - it.EffectiveDate.DayNumber))).ToList();

    private static bool IsIn(EntryRow it, Moment moment) => !(it.RecordedAt > moment.AsOf) && !(it.EffectiveDate > moment.EffectiveOn);

    private static Moment AnyMoment(Random dice)
        => new(dice.Next(4) == 0 ? null : Start.AddMinutes(dice.Next(Last * 20)), dice.Next(3) == 0 ? null : new DateOnly(2023, 12, 20).AddDays(dice.Next(70)));

    private static string Text(EntrySum it) => $"{it.Count} {string.Join(", ", it.Sources.OrderBy(one => one.Key))}";

    private static string Text(IEnumerable<DifferentEntry> entries)
    {
        var all = entries.Select(it => it.Entry).ToLookup(it => it.Source);
        return Text(new EntrySum(all.Sum(it => it.Count()), Enum.GetValues<FundingSource>().ToDictionary(
            source => source, source => all[source].Aggregate(Totals.None, (sum, it) => sum.With(it.Kind, it.Amount)))));
    }

    /// <summary>An entry each twenty minutes, of days before and after, in a region of the mainland and one far east of it.</summary>
    private static async Task LedgerAsync(TestEngine engine)
        => await Sql.RunAsync(engine.OwnerConnectionString,
            $"""
            select setseed(0.25);
            insert into funding.ledger select n, n, '2024-01-01T00:00:00Z'::timestamptz + n * interval '20 minutes' from generate_series(1, {Last}) n;
            insert into funding.entries
            select n, 0, gen_random_uuid(), '2024-01-01T00:00:00Z'::timestamptz + n * interval '20 minutes', date '2023-12-28' + (n / 72 + random() * 20 - 14)::int, '{Guid.Empty}', (array['84', '04'])[1 + floor(random() * 2)], '69',
                   (array['Fir', 'Aci', 'Transformation'])[1 + floor(random() * 3)], 2024, 'c', null,
                   (array['Committed', 'Certified', 'Paid', 'Barred', 'RecoveryOrdered', 'Recovered', 'Waived'])[1 + floor(random() * 7)], (random() * 1000000)::bigint - 300000
            from generate_series(1, {Last}) n;
            update funding.ledger_state set asked = '2025-01-01T00:00:00Z';
            select funding.move_checkpoint('views', 0, {Last});
            """);

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
