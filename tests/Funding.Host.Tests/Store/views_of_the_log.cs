using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Views;
using Funding.Host.Engine.Storage;
using Funding.Host.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class views_of_the_log(PostgresFixture postgres)
{
    private static readonly PageRequest All = new(200);

    [Fact]
    public async Task every_figure_is_the_fold_of_the_log()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await StoryAsync(engine);
        await engine.SettleAsync();

        var log = (await engine.Get<IDossiers>().TimelineAsync(cpts, Moment.Now, All, CancellationToken.None)).Items;
        var expected = log.SelectMany(item => Entries.Of(item.Event!).Select((entry, i) => new EntryRow(
            item.Position!.Value, i, item.Id, item.RecordedAt, entry.EffectiveDate, cpts, entry.Commitment.RegionCode, entry.Commitment.DepartmentCode,
            entry.Commitment.Source, entry.Commitment.BudgetYear, entry.Commitment.Id, entry.Instalment, entry.Kind, entry.Amount))).Reverse().ToList();
        var everything = new EntryQuery(null, null, null, null, null, null, null, null, Moment.Now);
        (await engine.Get<IAudit>().EntriesAsync(everything, All, CancellationToken.None)).Items.ShouldBe(expected);

        var paged = new List<EntryRow>();
        string? after = null;
        do
        {
            var page = await engine.Get<IAudit>().EntriesAsync(everything, new PageRequest(2, after), CancellationToken.None);
            paged.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        paged.ShouldBe(expected);

        var folded = (Dossier)CptsFold.Fold(log.Select(item => new Recorded<CptsEvent>(item.Id, item.Actor, item.Event!)));
        var summary = (await engine.Get<IDossiers>().ListAsync(new DossierQuery(), Moment.Now, All, CancellationToken.None)).Items.Single();
        summary.Total.ShouldBe(folded.Commitments.Values.Aggregate(Totals.None, (sum, it) => sum + new Totals(it.Committed, it.Certified, it.Paid, it.Barred, it.RecoveryOrdered, it.Recovered, it.Waived)));
        summary.Total.ShouldBe((await FinancingAsync(engine, Moment.Now)).Total);
        (summary.Phase, summary.PhaseSince, summary.Name).ShouldBe((folded.Phase.Name, folded.Phase.Since, folded.Name.Latest));
        var envelope = (await engine.Get<IRegions>().EnvelopesAsync("84", 2024, Moment.Now, CancellationToken.None)).Single();
        envelope.Figures.ShouldBe(new EnvelopeFigures(Money.Euros(300_000m), folded.Commitments["g"].Committed));
    }

    [Fact]
    public async Task a_question_about_an_instant_has_the_answer_that_it_had_then()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var told = new List<(DateTimeOffset At, string Answer)>();
        var cpts = await StoryAsync(engine, async () =>
        {
            await engine.SettleAsync();
            var at = engine.Clock.Now.AddMinutes(1);
            await engine.Clock.MoveToAsync(at, CancellationToken.None);
            told.Add((at, await EverythingAsync(engine, Moment.Now)));
            await engine.Clock.MoveToAsync(at.AddMinutes(1), CancellationToken.None);
        });
        await engine.SettleAsync();

        told.Count.ShouldBeGreaterThan(12);
        foreach (var (at, answer) in told) (await EverythingAsync(engine, new Moment(at))).ShouldBe(answer, $"as of {at:O}");
        (await engine.Get<IDossiers>().FindAsync(cpts, new Moment(told[0].At.AddYears(-1)), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task a_question_waits_for_what_is_stored_and_has_no_position_yet()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await engine.BeginAsync();

        var asked = engine.Get<IDossiers>().FindAsync(cpts, new Moment(engine.Clock.Now), CancellationToken.None);
        await Task.Delay(300);
        asked.IsCompleted.ShouldBeFalse();
        await using var host = await engine.JoinAsync(workers: true);

        (await asked)!.Version.ShouldBe(2);
    }

    [Fact]
    public async Task a_question_about_a_day_has_the_fold_of_what_was_effective_by_then()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await StoryAsync(engine);
        await engine.SettleAsync();

        for (var day = new DateOnly(2024, 1, 25); day < new DateOnly(2024, 5, 20); day = day.AddDays(1))
        {
            var moment = new Moment(EffectiveOn: day);
            var dossier = (await engine.Get<IDossiers>().FindAsync(cpts, moment, CancellationToken.None))?.State;
            var row = (await engine.Get<IDossiers>().ListAsync(new DossierQuery(), moment, All, CancellationToken.None)).Items.SingleOrDefault();
            (row?.Phase, row?.PhaseSince, row?.Name).ShouldBe((dossier?.Phase.Name, dossier?.Phase.Since, dossier?.Name.Latest), $"on {day}");
            var total = dossier?.Commitments.Values.Aggregate(Totals.None, (sum, it) => sum + new Totals(it.Committed, it.Certified, it.Paid, it.Barred, it.RecoveryOrdered, it.Recovered, it.Waived));
            (row?.Total).ShouldBe(total, $"on {day}");
            (await FinancingAsync(engine, moment)).Total.ShouldBe(total ?? Totals.None, $"on {day}");
        }
    }

    [Fact]
    public async Task an_annulled_deemed_validation_stood_as_long_as_it_was_believed()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2024-03-04T09:00:00Z");
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.MoveAsync("2024-05-06T09:00:00Z");
        await engine.SettleAsync();
        await engine.MoveAsync("2024-05-10T09:00:00Z");
        await engine.DoAsync(cpts, new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = new(2024, 5, 4) }, ProjectPhase.Ars);
        await engine.SettleAsync();

        var told = new List<string>();
        foreach (var asOf in new[] { "2024-05-04T12:00:00Z", "2024-05-09T09:00:00Z", "2024-05-10T09:00:00Z" })
            foreach (var day in new DateOnly?[] { new(2024, 5, 3), new(2024, 5, 4), new(2024, 5, 5), null })
            {
                var moment = new Moment(DateTimeOffset.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture), day);
                var dossier = (await engine.Get<IDossiers>().FindAsync(cpts, moment, CancellationToken.None))!.State;
                var row = (await engine.Get<IDossiers>().ListAsync(new DossierQuery(), moment, All, CancellationToken.None)).Items.Single();
                (row.Phase, row.PhaseSince).ShouldBe((dossier.Phase.Name, dossier.Phase.Since));
                told.Add($"{row.Phase} {row.PhaseSince:MM-dd}");
            }

        told.ShouldBe([
            "Submitted 03-04", "Submitted 03-04", "Submitted 03-04", "Submitted 03-04",
            "Submitted 03-04", "Submitted 03-04", "Validated 05-05", "Validated 05-05",
            "Submitted 03-04", "Project 05-04", "Project 05-04", "Project 05-04"]);
    }

    [Fact]
    public async Task a_payment_made_in_time_corrects_the_bar_on_both_axes()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 10_000m), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new Certify("g", "c", 1, Money.Euros(10_000m)), ProjectPhase.Ars);
        await engine.MoveAsync("2028-01-02T09:00:00Z");
        await engine.SettleAsync();
        await engine.MoveAsync("2028-01-20T09:00:00Z");
        await engine.DoAsync(cpts, new Pay("g", 1, Money.Euros(4_000m), "VIR") { EffectiveDate = new(2027, 12, 30) }, ProjectPhase.ArsPay);
        await engine.SettleAsync();

        var told = new List<string>();
        foreach (var asOf in new[] { "2027-12-31T12:00:00Z", "2028-01-10T09:00:00Z", "2028-01-20T09:00:00Z" })
            foreach (var day in new DateOnly?[] { new(2027, 12, 31), new(2028, 1, 1), null })
            {
                var total = (await FinancingAsync(engine, new Moment(DateTimeOffset.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture), day))).Total;
                told.Add($"{total.Paid} {total.Barred} {total.Outstanding}");
            }

        told.ShouldBe([
            "0.00 0.00 10000.00", "0.00 0.00 10000.00", "0.00 0.00 10000.00",
            "0.00 0.00 10000.00", "0.00 10000.00 0.00", "0.00 10000.00 0.00",
            "4000.00 0.00 6000.00", "4000.00 6000.00 0.00", "4000.00 6000.00 0.00"]);
    }

    [Fact]
    public async Task the_last_share_recorded_counts_in_the_view_as_in_decisions()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2024-06-01T08:00:00Z");
        await engine.DoAsync(ProjectPhase.Envelope(100_000m) with { EffectiveDate = new(2024, 3, 1) }, ProjectPhase.Admin);
        await engine.DoAsync(new SetCptsShare("84", 2024, Money.Euros(60_000m), "S1") { EffectiveDate = new(2024, 5, 1) }, ProjectPhase.Ars);
        await engine.DoAsync(new SetCptsShare("84", 2024, Money.Euros(50_000m), "S2") { EffectiveDate = new(2024, 4, 1) }, ProjectPhase.Ars);
        await engine.SettleAsync();

        (await engine.Get<IRegions>().EnvelopesAsync("84", 2024, Moment.Now, CancellationToken.None)).Single().CptsShare.ShouldBe(Money.Euros(50_000m));
        (await engine.Get<IRegions>().EnvelopesAsync("84", 2024, new Moment(EffectiveOn: new(2024, 4, 30)), CancellationToken.None)).Single().CptsShare.ShouldBe(Money.Euros(50_000m));
        (await engine.Get<IRegions>().EnvelopesAsync("84", 2024, new Moment(EffectiveOn: new(2024, 3, 30)), CancellationToken.None)).Single().CptsShare.ShouldBeNull();
    }

    [Fact]
    public async Task figures_of_one_answer_stop_at_the_same_position()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await StoryAsync(engine);
        await engine.SettleAsync();
        var before = await FinancingAsync(engine, Moment.Now);

        // As if the projector went on between two readings of the answer.
        await Sql.RunAsync(engine.OwnerConnectionString, "insert into funding.entries select position + 1000, ordinal, event_id, recorded_at, effective_date, cpts_id, region, department, source, budget_year, commitment, instalment, kind, cents from funding.entries");

        (await FinancingAsync(engine, Moment.Now)).ShouldBeEquivalentTo(before);
    }

    /// <summary>A project phase with late acts, corrections, a second territory and an opposition that came late; told after each act.</summary>
    internal static async Task<Guid> StoryAsync(TestEngine engine, Func<Task>? then = null)
    {
        then ??= () => Task.CompletedTask;
        await engine.DoAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin);
        await then();
        var id = Guid.NewGuid();
        await engine.DoAsync(id, ProjectPhase.Registration(id, on: new(2024, 1, 28)), ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, new AcceptLetterOfIntent { EffectiveDate = new(2024, 1, 30) }, ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, new Certify("g", "c1", 1, Money.Euros(30_000m)), ProjectPhase.Ars);
        await then();
        await engine.MoveAsync("2024-03-04T09:00:00Z");
        await engine.DoAsync(id, new Pay("g", 1, Money.Euros(20_000m), "VIR-1") { EffectiveDate = new(2024, 2, 20) }, ProjectPhase.ArsPay);
        await then();
        await engine.DoAsync(id, new SubmitHealthProject(), ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, appending_acts.Rename("CPTS du Vallon sud") with { EffectiveDate = new(2024, 2, 25) }, ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, appending_acts.Rename("CPTS du Val") with { EffectiveDate = new(2024, 2, 10) }, ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, sealer => new OrderRecovery("g", "r", Money.Euros(1_200.50m), sealer.Seal("indu", "reason")), ProjectPhase.Ars);
        await then();
        await engine.DoAsync(id, new ReceiveRecovery("g", "r", Money.Euros(1_000m)) { Reference = "T1" }, ProjectPhase.ArsPay);
        await then();
        await engine.MoveAsync("2024-05-06T09:00:00Z");
        await engine.SettleAsync();
        await then();
        await engine.DoAsync(id, new AmendCommitment("g", Money.Euros(40_000m), null, null, null), ProjectPhase.Ars);
        await then();
        await engine.DoAsync(new SetCptsShare("84", 2024, Money.Euros(300_000m), "PART") { EffectiveDate = new(2024, 4, 1) }, ProjectPhase.Ars);
        await then();
        await engine.MoveAsync("2024-05-10T09:00:00Z");
        await engine.DoAsync(id, new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = new(2024, 5, 4) }, ProjectPhase.Ars);
        await then();
        var payment = (await engine.Get<IDossiers>().TimelineAsync(id, Moment.Now, All, CancellationToken.None)).Items.Single(item => item.Event is RecoveryReceived).Id;
        await engine.DoAsync(id, sealer => new ReverseAct(payment, sealer.Seal("erreur", "reason")), TestEngine.Caller(Funding.Domain.Rights.Role.ArsAccountant, "i.faure"));
        await then();
        return id;
    }

    private static Task<Financing> FinancingAsync(TestEngine engine, Moment moment)
        => engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(2024, null, null, moment), CancellationToken.None);

    /// <summary>All that views tell at a moment, as one text.</summary>
    internal static async Task<string> EverythingAsync(TestEngine engine, Moment moment)
    {
        var list = (await engine.Get<IDossiers>().ListAsync(new DossierQuery(), moment, All, CancellationToken.None)).Items;
        var (regions, nation) = await engine.Get<IRegions>().NationAsync(new FinancingQuery(2024, null, null, moment), CancellationToken.None);
        var timelines = new List<object>();
        foreach (var row in list)
        {
            var items = (await engine.Get<IDossiers>().TimelineAsync(row.Id, moment, All, CancellationToken.None)).Items;
            timelines.Add(items.Select(item => new { item.Id, item.Position, item.Version, item.Type }));
            var view = await engine.Get<IDossiers>().FindAsync(row.Id, moment, CancellationToken.None);
            timelines.Add(new { view!.Version, view.State.Phase.Name, Phases = view.State.Phases.Select(phase => phase.ToString()), Commitments = view.State.Commitments.Values.Select(it => it.Outstanding.ToString()) });
        }

        return System.Text.Json.JsonSerializer.Serialize(new
        {
            list, regions = regions.Where(region => region.RegionCode == "84"), nation, timelines,
            envelopes = await engine.Get<IRegions>().EnvelopesAsync(null, null, moment, CancellationToken.None),
            entries = (await engine.Get<IAudit>().EntriesAsync(new EntryQuery(null, null, null, null, null, null, null, null, moment), All, CancellationToken.None)).Items,
        }, EventJson.Options);
    }
}
