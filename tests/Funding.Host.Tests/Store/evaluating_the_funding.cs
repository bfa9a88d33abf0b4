using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Host.Api.Json;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Store;

/// <summary>What evaluations and patterns make of acts that were really recorded.</summary>
[Collection(PostgresTests.Name)]
public sealed class evaluating_the_funding(PostgresFixture postgres)
{
    private static readonly PatternSettings Wide = new() { UnspentYears = 1, ApartGroup = 1, ApartShare = 0 };

    [EngineFact]
    public async Task an_evaluation_is_what_the_acts_amount_to()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2020-03-01T08:00:00Z");
        await LifeAsync(engine);
        await engine.SettleAsync();

        var found = await AskAsync(engine, Moment.Now);

        (found.From, found.To, found.Regions.Count).ShouldBe((new(2020, 3, 1), new(2021, 5, 20), 0));
        found.Whole.Delays.ShouldBe(
        [
            new(DelayKind.LetterToSubmission, 1, 0, 0), new(DelayKind.SubmissionToValidation, 1, 62, 62), new(DelayKind.ValidationToNegotiation, 1, 8, 8),
            new(DelayKind.NegotiationToSignature, 1, 0, 0), new(DelayKind.LetterToValidation, 1, 62, 62), new(DelayKind.ValidationToSignature, 1, 8, 8),
            new(DelayKind.LetterToSignature, 1, 70, 70),
        ]);
        found.Whole.Validations.ShouldBe(new(1, 1));
        found.Whole.Coverage.ShouldBe(new(65_000, ReferenceData.Current.InhabitantsOf("84")));
        found.Whole.Paid.ShouldBe(new Dictionary<FundingSource, Money>
        {
            [FundingSource.Fir] = Money.Euros(22_000), [FundingSource.Aci] = Money.Euros(60_000), [FundingSource.Transformation] = Money.Zero,
        }, ignoreOrder: true);
        found.Whole.VariableParts.ShouldBe(new(1, Money.Euros(12_000), Money.Euros(30_000)));
        found.Whole.Envelopes.ShouldBe([new("84", 2020, Money.Euros(50_000), Money.Euros(22_000), Money.Euros(22_000), IsReserved: false, IsClosed: true)]);
        found.Whole.Funnel!.Count.ShouldBe(15);
        string.Join(' ', found.Whole.Funnel[0].Standing.Values).ShouldBe("0 1 0 0 0");
        string.Join(' ', found.Whole.Funnel[^1].Standing.Values).ShouldBe("0 0 0 1 0");
    }

    [EngineTheory]
    [InlineData("""{"trace":{"kind":"variable"}}""")]
    [InlineData("""{"trace":{"kind":"variable"},"commitment":{"id":"x"},"effectiveDate":"2020-13-45"}""")]
    public async Task an_event_that_says_less_than_it_should_takes_the_answer_from_no_other(string poison)
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2020-03-01T08:00:00Z");
        await LifeAsync(engine);
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, Engine.Storage.StreamId.OfCpts(Guid.NewGuid()), "aci_line_opened", poison);
        await engine.SettleAsync();

        (await AskAsync(engine, Moment.Now)).Whole.VariableParts.ShouldBe(new(1, Money.Euros(12_000), Money.Euros(30_000)));
    }

    [EngineFact]
    public async Task the_nation_is_the_sum_of_its_regions()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2020-03-01T08:00:00Z");
        await LifeAsync(engine);
        await engine.SettleAsync();

        var found = await engine.Get<IEvaluations>().EvaluateAsync(new EvaluationQuery(null, new(2020, 5, 1), new(2020, 12, 31), Moment.Now), CancellationToken.None);

        found.Regions.Select(region => region.RegionCode).ShouldBe(ReferenceData.Current.Regions.Select(region => region.Code).Order(StringComparer.Ordinal));
        found.Whole.Coverage.ShouldBe(new(65_000, found.Regions.Sum(region => region.Coverage.Inhabitants)));
        found.Whole.Coverage.Inhabitants.ShouldBeInRange(66_000_000, 69_000_000);
        found.Whole.Validations.ShouldBe(new(1, 1));
        // Paid in March: not of this period. Assessed a year later: neither. The envelope still takes acts on 31 December.
        (found.Whole.Paid[FundingSource.Fir], found.Whole.Paid[FundingSource.Aci], found.Whole.VariableParts.Count).ShouldBe((Money.Zero, Money.Euros(60_000), 0));
        found.Whole.Envelopes.ShouldBe([new(null, 2020, Money.Euros(50_000), Money.Euros(22_000), Money.Euros(22_000), IsReserved: false, IsClosed: false)]);
        var before = (await engine.Get<IEvaluations>().EvaluateAsync(new EvaluationQuery(null, DateOnly.MinValue, new(2020, 5, 9), Moment.Now), CancellationToken.None)).Whole;
        before.Funnel!.Count.ShouldBe(3);
        (before.Coverage.Covered, before.Paid[FundingSource.Aci], before.Paid[FundingSource.Fir]).ShouldBe((0L, Money.Zero, Money.Euros(22_000)));
        found.Regions.Single(region => region.RegionCode == "11").Delays.ShouldAllBe(delay => delay.Count == 0);
    }

    [EngineFact]
    public async Task an_evaluation_as_of_an_instant_is_the_one_that_was_given_then()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2020-03-01T08:00:00Z");
        var told = new List<(DateTimeOffset At, string Answer)>();
        await LifeAsync(engine, async () =>
        {
            await engine.SettleAsync();
            told.Add((engine.Clock.Now, await TextAsync(engine, Moment.Now)));
            await engine.Clock.MoveToAsync(engine.Clock.Now.AddMinutes(1), CancellationToken.None);
        });
        await engine.SettleAsync();

        told.Select(it => it.Answer).Distinct().Count().ShouldBe(told.Count);
        told.Count.ShouldBe(4);
        foreach (var (at, answer) in told) (await TextAsync(engine, new Moment(at))).ShouldBe(answer, $"as of {at:O}");
        var before = await AskAsync(engine, new Moment(EffectiveOn: new(2020, 5, 1)));
        (before.To, before.Whole.Validations.Count, before.Whole.Coverage.Covered, before.Whole.Paid[FundingSource.Fir]).ShouldBe((new(2020, 5, 1), 0, 0L, Money.Euros(22_000)));
    }

    [EngineFact]
    public async Task an_annulled_validation_counts_for_those_who_believed_it_alone()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2024-03-04T09:00:00Z");
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.MoveAsync("2024-05-09T09:00:00Z");
        await engine.SettleAsync();
        var believed = await AskAsync(engine, Moment.Now);
        await engine.MoveAsync("2024-05-10T09:00:00Z");
        await engine.DoAsync(cpts, new OpposeHealthProject(OppositionGround.Territory) { EffectiveDate = new(2024, 5, 4) }, ProjectPhase.Ars);
        await engine.SettleAsync();

        believed.Whole.Validations.ShouldBe(new(1, 1));
        (await AskAsync(engine, Moment.Now)).Whole.Validations.ShouldBe(new(0, 0));
        (await AskAsync(engine, new Moment(new DateTimeOffset(2024, 5, 9, 9, 0, 0, TimeSpan.Zero)))).Whole.Validations.ShouldBe(new(1, 1));
    }

    [EngineFact]
    public async Task nothing_is_told_of_a_region_in_which_nothing_happened()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2020-03-01T08:00:00Z");

        var found = await engine.Get<IEvaluations>().EvaluateAsync(new EvaluationQuery("94", null, null, Moment.Now), CancellationToken.None);

        (found.From, found.To).ShouldBe((new(2020, 3, 1), new(2020, 3, 1)));
        (found.Whole.Validations.DeemedShare, found.Whole.VariableParts.Share, found.Whole.Coverage.Share, found.Whole.Envelopes.Count).ShouldBe(((decimal?)null, (decimal?)null, 0m, 0));
    }

    [EngineFact]
    public async Task each_pattern_leads_to_the_events_behind_it()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2020-03-01T08:00:00Z");
        var cpts = await LifeAsync(engine);
        await engine.DoAsync(cpts, appending_acts.Rename("CPTS du Val") with { EffectiveDate = new(2021, 4, 8) }, ProjectPhase.Ars);
        await engine.SettleAsync();

        var hits = (await engine.Get<IEvaluations>().PatternsAsync(new PatternQuery("84", null, Moment.Now, Wide), CancellationToken.None)).Select(it => it.Hit).ToList();

        hits.Select(hit => hit.Kind).Distinct().ShouldBe(Enum.GetValues<PatternKind>());
        hits.ShouldAllBe(hit => hit.Cpts == cpts && hit.RegionCode == "84");
        (await TypesAsync<UnspentAdvances>()).ShouldBe(["aci_line_opened"]);
        (await TypesAsync<JustUnderThreshold>()).ShouldBe(["fir_grant_awarded"]);
        (await TypesAsync<VariableShareApart>()).ShouldBe(["aci_line_opened"]);
        (await TypesAsync<RecordedLate>()).ShouldBe(["cpts_renamed"]);
        hits.OfType<RecordedLate>().Single().Days.ShouldBe(42);
        // The FIR grant was certified and paid at one stroke, the contract's line a minute and a second apart.
        (await TypesAsync<PaidAtOnce>()).ShouldBe(["service_certified", "payment_made"]);
        hits.OfType<PaidAtOnce>().Single().Seconds.ShouldBe(0);

        (await AskAsync(new PatternQuery("11", null, Moment.Now, Wide))).ShouldBeEmpty();
        (await AskAsync(new PatternQuery("84", 2019, Moment.Now, Wide))).ShouldBeEmpty();
        (await AskAsync(new PatternQuery("84", 2020, Moment.Now, Wide))).ShouldNotContain(hit => hit is RecordedLate);
        (await AskAsync(new PatternQuery("84", null, Moment.Now, Wide with { AtOnceSeconds = 61 }))).OfType<PaidAtOnce>().Select(hit => hit.Seconds).ShouldBe([61, 0]);
        (await AskAsync(new PatternQuery("84", null, new Moment(EffectiveOn: new(2021, 4, 7)), Wide))).ShouldAllBe(hit => hit is JustUnderThreshold || hit is PaidAtOnce);

        async Task<IReadOnlyList<PatternHit>> AskAsync(PatternQuery query) => [.. (await engine.Get<IEvaluations>().PatternsAsync(query, CancellationToken.None)).Select(it => it.Hit)];
        Task<string[]> TypesAsync<T>() where T : PatternHit => engine.ScalarAsync<string[]>(
            $"select array_agg(e.type::text order by l.position) from funding.ledger l join funding.mt_events e using (seq_id) where l.position in ({string.Join(',', hits.OfType<T>().Single().Positions)})");
    }

    private static Task<Evaluated> AskAsync(TestEngine engine, Moment moment) => engine.Get<IEvaluations>().EvaluateAsync(new EvaluationQuery("84", null, null, moment), CancellationToken.None);

    private static async Task<string> TextAsync(TestEngine engine, Moment moment) => JsonSerializer.Serialize(await AskAsync(engine, moment), ApiJson.Options);

    /// <summary>A grant of 22 000 € paid at once, a project deemed validated, a contract of which 60 000 € are paid, one mission assessed at 40 %, which is recorded ten days later.</summary>
    private static async Task<Guid> LifeAsync(TestEngine engine, Func<Task>? then = null)
    {
        then ??= () => Task.CompletedTask;
        await engine.PublishAsync(ReferenceFiles.AciTariffs());
        await engine.DoAsync(ProjectPhase.Envelope(50_000m, 2020), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, new AwardFirGrant("fir-1", 2020, Money.Euros(22_000), "Ingénierie", null, null, [new InstalmentPlan(new(2020, 6, 1), Money.Euros(22_000))]), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new Certify("fir-1", null, 1, Money.Euros(22_000)), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new Pay("fir-1", 1, Money.Euros(22_000), "VIR-1"), ProjectPhase.ArsPay);
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await then();
        await engine.MoveAsync("2020-05-10T08:00:00Z");
        await engine.DoAsync(cpts, new OpenNegotiation(), ContractPhase.Am);
        await engine.DoAsync(cpts, new ProposeTerms(Party.Cpam, ContractPhase.Terms), ContractPhase.Am);
        await engine.DoAsync(cpts, new ApproveTerms(1, Party.Cpam), ContractPhase.Am);
        await engine.DoAsync(cpts, new ApproveTerms(1, Party.Ars), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new ApproveTerms(1, Party.Cpts), TestEngine.Caller(Role.Cpts, "presidente") with { CptsId = cpts });
        await engine.DoAsync(cpts, new SignContract(new(2020, 5, 10), null), ContractPhase.Am);
        await engine.DoAsync(cpts, new StartMission(1, Mission.Access), ContractPhase.Am);
        await engine.DoAsync(cpts, new Certify("aci-1-y1-functioning", null, 1, Money.Euros(60_000)), ContractPhase.Am);
        await engine.Clock.MoveToAsync(engine.Clock.Now.AddSeconds(61), CancellationToken.None);
        await engine.DoAsync(cpts, new Pay("aci-1-y1-functioning", 1, Money.Euros(60_000), "VIR-2"), ContractPhase.AmPay);
        await then();
        await engine.MoveAsync("2021-05-15T08:00:00Z");
        await engine.DoAsync(cpts, appending_acts.Rename("CPTS du Vallon nord"), ProjectPhase.Ars);
        await then();
        await engine.MoveAsync("2021-05-20T08:00:00Z");
        await engine.DoAsync(cpts, new AssessYear(1, 1, [new(Mission.Access, 0.4m)]) { EffectiveDate = new(2021, 5, 10) }, ContractPhase.Am);
        await then();
        return cpts;
    }
}
