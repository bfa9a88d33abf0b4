using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Views;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

/// <summary>What views tell now is what the log and decisions say.</summary>
[Collection(PostgresTests.Name)]
public sealed class views_of_the_log(PostgresFixture postgres)
{
    private static readonly PageRequest All = new(200);

    [EngineFact]
    public async Task every_figure_is_the_fold_of_the_log()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var cpts = await ViewStory.StoryAsync(engine);
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
        summary.Total.ShouldBe((await ViewStory.FinancingAsync(engine, Moment.Now)).Total);
        (summary.Phase, summary.PhaseSince, summary.Name).ShouldBe((folded.Phase.Name, folded.Phase.Since, folded.Name.Latest));
        var envelope = (await engine.Get<IRegions>().EnvelopesAsync("84", 2024, Moment.Now, CancellationToken.None)).Single();
        envelope.Figures.ShouldBe(new EnvelopeFigures(Money.Euros(300_000m), folded.Commitments["g"].Committed));
    }

    [EngineFact]
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

    [EngineFact]
    public async Task figures_of_one_answer_stop_at_the_same_position()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await ViewStory.StoryAsync(engine);
        await engine.SettleAsync();
        var before = await ViewStory.FinancingAsync(engine, Moment.Now);

        // As if the projector went on between two readings of the answer.
        await Sql.RunAsync(engine.OwnerConnectionString, "insert into funding.entries select position + 1000, ordinal, event_id, recorded_at, effective_date, cpts_id, region, department, source, budget_year, commitment, instalment, kind, cents from funding.entries");

        (await ViewStory.FinancingAsync(engine, Moment.Now)).ShouldBeEquivalentTo(before);
    }
}
