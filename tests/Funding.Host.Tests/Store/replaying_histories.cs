using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class replaying_histories(PostgresFixture postgres)
{
    private static readonly PageRequest All = new(200);

    [EngineFact]
    public async Task each_event_shows_the_dossier_as_it_was_known_before_and_after_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await StoryAsync(engine);

        var replay = (await engine.Get<IReplays>().CptsAsync(cpts, ReplayWindow.Whole, All, CancellationToken.None)).Items;

        var timeline = (await engine.Get<IDossiers>().TimelineAsync(cpts, Moment.Now, All, CancellationToken.None)).Items;
        replay.Select(it => (it.Event.Id, it.Event.Version, it.Event.Position)).ShouldBe(timeline.Select(it => (it.Id, it.Version, it.Position)));
        (replay[0].Before, replay[0].After!.Phase.Name).ShouldBe((null, PhaseName.Intention));
        for (var i = 1; i < replay.Count; i++) replay[i].Before.ShouldBeSameAs(replay[i - 1].After);
        var last = 0;
        foreach (var it in Last(replay, it => it.Event.RecordedAt))
        {
            var known = (await engine.Get<IDossiers>().FindAsync(cpts, new Moment(it.Event.RecordedAt), CancellationToken.None))!;
            (Figures(it.After!), it.Event.Version).ShouldBe((Figures(known.State), known.Version), $"after {it.Event.Type}");
            last++;
        }

        last.ShouldBeGreaterThan(8);
        foreach (var it in replay) (Totals.Of(it.Before?.Commitments.Values ?? []) + it.Moved).ShouldBe(Totals.Of(it.After!.Commitments.Values), it.Event.Type);
        replay.Single(it => it.Event.Happened is RecoveryOrdered).Event.Data.GetProperty("reason").GetString().ShouldBe("indu");
    }

    [EngineFact]
    public async Task a_replay_between_two_instants_goes_on_from_the_state_of_the_first()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await StoryAsync(engine);
        var whole = (await engine.Get<IReplays>().CptsAsync(cpts, ReplayWindow.Whole, All, CancellationToken.None)).Items;

        foreach (var (from, to) in new[] { ("2024-03-04T09:00:00Z", "2024-05-06T09:00:00Z"), ("2024-02-01T08:00:00.000001Z", "2024-05-06T08:59:59.999999Z"), ("2024-06-01T00:00:00Z", "2024-07-01T00:00:00Z") })
        {
            var window = new ReplayWindow(At(from), new Moment(At(to)));
            var part = await PagesAsync(page => engine.Get<IReplays>().CptsAsync(cpts, window, page, CancellationToken.None), 2);

            part.Select(it => it.Event.Id).ShouldBe(whole.Where(it => it.Event.RecordedAt >= At(from) && it.Event.RecordedAt <= At(to)).Select(it => it.Event.Id), $"{from}…{to}");
            foreach (var it in part.Where(it => it.Before is not null)) Figures(it.Before!).ShouldBe(Figures(whole.Single(one => one.Event.Id == it.Event.Id).Before!));
        }
    }

    [EngineFact]
    public async Task a_replay_seen_from_a_day_knows_of_no_act_after_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await StoryAsync(engine);

        for (var day = new DateOnly(2024, 1, 27); day < new DateOnly(2024, 5, 20); day = day.AddDays(4))
        {
            var moment = new Moment(EffectiveOn: day);
            var replay = (await engine.Get<IReplays>().CptsAsync(cpts, new ReplayWindow(null, moment), All, CancellationToken.None)).Items;
            var dossier = (await engine.Get<IDossiers>().FindAsync(cpts, moment, CancellationToken.None))?.State;
            (replay.Count == 0 ? null : Figures(replay[^1].After!)).ShouldBe(dossier is null ? null : Figures(dossier), $"on {day}");

            var region = await PagesAsync(page => engine.Get<IReplays>().RegionAsync("84", new ReplayWindow(null, moment), page, CancellationToken.None), 3);
            region.Where(it => it.CptsId is not null).Select(it => it.Event.Id).ShouldBe(replay.Select(it => it.Event.Id), $"on {day}");
            var financing = await engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(null, null, null, moment), CancellationToken.None);
            if (region.Count > 0) Text(region[^1].After).ShouldBe(Text(financing), $"on {day}");
        }
    }

    [EngineFact]
    public async Task a_region_goes_from_state_to_state_in_the_order_of_the_ledger()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await StoryAsync(engine);
        var second = await engine.BeginAsync("CPTS du Lac");
        await engine.DoAsync(second, ProjectPhase.Grant("h", 12_000m), ProjectPhase.Ars);
        var other = Guid.NewGuid();
        await engine.DoAsync(other, Elsewhere(other), TestEngine.Caller(Funding.Domain.Rights.Role.ArsOfficer, "z", "11"));
        await engine.SettleAsync();

        var region = await PagesAsync(page => engine.Get<IReplays>().RegionAsync("84", ReplayWindow.Whole, page, CancellationToken.None), 4);

        region.Select(it => it.Event.Position!.Value).ShouldBeInOrder();
        (await engine.ScalarAsync<long>("select count(*) from funding.mt_events")).ShouldBe(region.Count + 1, "all but the registration in another region");
        region[0].Before.CptsByPhase.ShouldBeEmpty();
        for (var i = 1; i < region.Count; i++) Text(region[i].Before).ShouldBe(Text(region[i - 1].After));
        foreach (var it in Last(region, it => it.Event.RecordedAt))
            Text(it.After).ShouldBe(Text(await engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(null, null, null, new Moment(it.Event.RecordedAt)), CancellationToken.None)), $"after {it.Event.Type}");
        var taken = region.Last(it => it.Event.Type == "credit_committed").Envelope!;
        (taken.Year, taken.Before.Available - taken.After.Available).ShouldBe((2024, Money.Euros(12_000m)));

        var late = await PagesAsync(page => engine.Get<IReplays>().RegionAsync("84", new ReplayWindow(At("2024-05-06T09:00:00Z"), Moment.Now), page, CancellationToken.None), 3);
        late.Select(it => it.Event.Id).ShouldBe(region.Where(it => it.Event.RecordedAt >= At("2024-05-06T09:00:00Z")).Select(it => it.Event.Id));
        Text(late[0].Before).ShouldBe(Text(region.Single(it => it.Event.Id == late[0].Event.Id).Before));
    }

    [EngineFact]
    public async Task a_region_is_stepped_through_backwards_as_forwards()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await StoryAsync(engine);
        var replays = engine.Get<IReplays>();

        foreach (var window in new[] { ReplayWindow.Whole, new ReplayWindow(At("2024-03-04T09:00:00Z"), new Moment(At("2024-05-06T09:00:00Z"))), new ReplayWindow(null, new Moment(EffectiveOn: new(2024, 3, 5))) })
        {
            var positions = (await replays.RegionAsync("84", window, All, CancellationToken.None)).Items.Select(it => it.Event.Position!.Value).ToList();
            positions.Count.ShouldBeGreaterThan(4, window.ToString());
            for (var i = 0; i <= positions.Count; i++)
            {
                var before = i == positions.Count ? long.MaxValue : positions[i];
                (await replays.PositionsBeforeAsync("84", window, before, 3, CancellationToken.None)).ShouldBe(positions.Take(i).TakeLast(3), $"{window} before {before}");
                var rest = await replays.RegionAsync("84", window with { After = i == 0 ? 0 : positions[i - 1] }, All, CancellationToken.None);
                rest.Items.Select(it => it.Event.Position!.Value).ShouldBe(positions.Skip(i), $"{window} after number {i}");
            }
        }

        (await replays.PositionsBeforeAsync("11", ReplayWindow.Whole, long.MaxValue, 3, CancellationToken.None)).ShouldBeEmpty();
    }

    private static async Task<Guid> StoryAsync(TestEngine engine)
    {
        // Each act at an instant of its own.
        var cpts = await ViewStory.StoryAsync(engine, () => engine.Clock.MoveToAsync(engine.Clock.Now.AddMinutes(1), CancellationToken.None));
        await engine.SettleAsync();
        return cpts;
    }

    private static RegisterCpts Elsewhere(Guid id) => new(id, "CPTS de Seine", "11", "75", [], 90_000, null, null, null, null);

    private static async Task<List<T>> PagesAsync<T>(Func<PageRequest, Task<Page<T>>> read, int size)
    {
        var all = new List<T>();
        for (var next = new PageRequest(size); next is not null;)
        {
            var page = await read(next);
            page.Items.Count.ShouldBeLessThanOrEqualTo(size);
            all.AddRange(page.Items);
            next = page.Next is null ? null : next with { After = page.Next };
        }

        return all;
    }

    /// <summary>Of each instant the last: after it, the state is what was known then.</summary>
    private static IEnumerable<T> Last<T>(IEnumerable<T> items, Func<T, DateTimeOffset> instant) => items.GroupBy(instant).Select(group => group.Last());

    private static string Figures(Dossier it) => $"{it.Phase} {it.Name.Latest} {Totals.Of(it.Commitments.Values)} {string.Join(", ", it.Commitments.Values.SelectMany(one => one.Instalments))}";

    private static string Text(RegionState it) => Text(it.Sources, it.CptsByPhase);

    private static string Text(Financing it) => Text(it.Sources, it.CptsByPhase.Where(phase => phase.Value > 0).ToDictionary());

    private static string Text(IReadOnlyDictionary<FundingSource, Totals> sources, IReadOnlyDictionary<PhaseName, int> phases)
        => string.Join(", ", sources.OrderBy(it => it.Key).Select(it => it.ToString()).Concat(phases.OrderBy(it => it.Key).Select(it => it.ToString())));

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
