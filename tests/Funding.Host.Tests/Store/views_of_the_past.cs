using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

/// <summary>What views tell as of an instant, and of a day.</summary>
[Collection(PostgresTests.Name)]
public sealed class views_of_the_past(PostgresFixture postgres)
{
    private static readonly PageRequest All = new(200);

    [EngineFact]
    public async Task a_question_about_an_instant_has_the_answer_that_it_had_then()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var told = new List<(DateTimeOffset At, string Answer)>();
        var cpts = await ViewStory.StoryAsync(engine, async () =>
        {
            await engine.SettleAsync();
            var at = engine.Clock.Now.AddMinutes(1);
            await engine.Clock.MoveToAsync(at, CancellationToken.None);
            told.Add((at, await ViewStory.EverythingAsync(engine, Moment.Now)));
            await engine.Clock.MoveToAsync(at.AddMinutes(1), CancellationToken.None);
        });
        await engine.SettleAsync();

        told.Count.ShouldBeGreaterThan(12);
        foreach (var (at, answer) in told) (await ViewStory.EverythingAsync(engine, new Moment(at))).ShouldBe(answer, $"as of {at:O}");
        (await engine.Get<IDossiers>().FindAsync(cpts, new Moment(told[0].At.AddYears(-1)), CancellationToken.None)).ShouldBeNull();
    }

    [EngineFact]
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

    [EngineFact]
    public async Task a_question_about_a_day_has_the_fold_of_what_was_effective_by_then()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await ViewStory.StoryAsync(engine);
        await engine.SettleAsync();

        for (var day = new DateOnly(2024, 1, 25); day < new DateOnly(2024, 5, 20); day = day.AddDays(1))
        {
            var moment = new Moment(EffectiveOn: day);
            var dossier = (await engine.Get<IDossiers>().FindAsync(cpts, moment, CancellationToken.None))?.State;
            var row = (await engine.Get<IDossiers>().ListAsync(new DossierQuery(), moment, All, CancellationToken.None)).Items.SingleOrDefault();
            (row?.Phase, row?.PhaseSince, row?.Name).ShouldBe((dossier?.Phase.Name, dossier?.Phase.Since, dossier?.Name.Latest), $"on {day}");
            var total = dossier?.Commitments.Values.Aggregate(Totals.None, (sum, it) => sum + new Totals(it.Committed, it.Certified, it.Paid, it.Barred, it.RecoveryOrdered, it.Recovered, it.Waived));
            (row?.Total).ShouldBe(total, $"on {day}");
            (await ViewStory.FinancingAsync(engine, moment)).Total.ShouldBe(total ?? Totals.None, $"on {day}");
        }
    }

    [EngineFact]
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

    [EngineFact]
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
                var total = (await ViewStory.FinancingAsync(engine, new Moment(DateTimeOffset.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture), day))).Total;
                told.Add($"{total.Paid} {total.Barred} {total.Outstanding}");
            }

        told.ShouldBe([
            "0.00 0.00 10000.00", "0.00 0.00 10000.00", "0.00 0.00 10000.00",
            "0.00 0.00 10000.00", "0.00 10000.00 0.00", "0.00 10000.00 0.00",
            "4000.00 0.00 6000.00", "4000.00 6000.00 0.00", "4000.00 6000.00 0.00"]);
    }
}
