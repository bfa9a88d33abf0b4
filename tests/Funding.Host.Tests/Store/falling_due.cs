using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Engine.Reading;
using Funding.Engine.Storage;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class falling_due(PostgresFixture postgres)
{
    [EngineTheory]
    [InlineData("84", "69", "2024-01-15", "2024-03-15T23:00:00Z", "2024-03-16")] // winter in Paris
    [InlineData("84", "69", "2024-06-30", "2024-08-30T22:00:00Z", "2024-08-31")] // summer
    [InlineData("84", "69", "2024-12-30", "2025-02-28T23:00:00Z", "2025-03-01")] // no 30 February
    [InlineData("84", "69", "2024-01-30", "2024-03-30T23:00:00Z", "2024-03-31")] // the night the clocks go forward
    [InlineData("84", "69", "2024-01-31", "2024-03-31T22:00:00Z", "2024-04-01")] // the night after
    [InlineData("84", "69", "2024-08-26", "2024-10-26T22:00:00Z", "2024-10-27")] // the night they go back
    [InlineData("84", "69", "2024-08-27", "2024-10-27T23:00:00Z", "2024-10-28")] // the night after
    [InlineData("01", "971", "2024-01-15", "2024-03-16T04:00:00Z", "2024-03-16")] // Guadeloupe
    [InlineData("04", "974", "2024-01-15", "2024-03-15T20:00:00Z", "2024-03-16")] // La Réunion
    [InlineData("03", "973", "2024-01-15", "2024-03-16T03:00:00Z", "2024-03-16")] // Guyane
    public async Task a_project_is_deemed_validated_at_midnight_of_its_region_and_not_a_second_before(string region, string department, string deposit, string due, string effective)
    {
        await using var engine = await TestEngine.StartAsync(postgres, $"{deposit}T12:00:00Z", workers: false);
        var cpts = await SubmittedAsync(engine, region, department);
        var instant = DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture);
        (await engine.ScalarAsync<DateTime>("select next_due_at from funding.dossiers")).ShouldBe(instant.UtcDateTime);

        await engine.Clock.MoveToAsync(instant.AddSeconds(-1), CancellationToken.None);
        (await engine.RecordDueAsync(cpts)).ShouldBeFalse();
        await engine.Clock.MoveToAsync(instant, CancellationToken.None);
        (await engine.RecordDueAsync(cpts)).ShouldBeTrue();
        (await engine.RecordDueAsync(cpts)).ShouldBeFalse();

        var item = (await engine.Get<IDossiers>().TimelineAsync(cpts, Moment.Now, new PageRequest(10), CancellationToken.None)).Items[^1];
        item.Event.ShouldBe(new HealthProjectDeemedValidated { EffectiveDate = DateOnly.Parse(effective, System.Globalization.CultureInfo.InvariantCulture) });
        (item.Actor, item.RecordedAt).ShouldBe((PersonId.System, instant));
    }

    [EngineFact]
    public async Task what_fell_due_while_no_host_ran_is_recorded_once_by_two_hosts()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SubmittedAsync(engine, "84", "69")));
        await engine.MoveAsync("2025-01-01T00:00:00Z");

        await using var one = await engine.JoinAsync(workers: true);
        await using var two = await engine.JoinAsync(workers: true);
        var racing = Task.WhenAll(cpts.SelectMany(id => new[] { one.RecordDueAsync(id), two.RecordDueAsync(id) }));
        await racing;
        await one.SettleAsync();

        (await engine.ScalarAsync<string>("select count(*) || ' of ' || count(distinct stream_id) || ' ' || min(data ->> 'effectiveDate') from funding.mt_events where type = 'health_project_deemed_validated'"))
            .ShouldBe("12 of 12 2024-04-02");
    }

    [EngineFact]
    public async Task unpaid_sums_are_barred_at_midnight_of_the_fourth_year()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await engine.MoveAsync("2027-12-31T22:59:59Z");
        await Task.Delay(700);
        (await engine.TypesAsync(StreamId.OfCpts(cpts))).Length.ShouldBe(3);

        await engine.MoveAsync("2027-12-31T23:00:00Z");
        await TestEngine.UntilAsync(() => engine.TypesAsync(StreamId.OfCpts(cpts)), types => types.Length == 4);

        (await engine.TypesAsync(StreamId.OfCpts(cpts)))[3].ShouldBe("sums_barred");
        await engine.SettleAsync();
        var region = await engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(2024, null, null, Moment.Now), CancellationToken.None);
        region.Total.ShouldBe(Totals.None with { Committed = Money.Euros(45_000m), Barred = Money.Euros(45_000m) });
        region.Envelope!.Available.ShouldBe(Money.Zero);
    }

    [EngineFact]
    public async Task any_act_first_records_what_is_due_in_its_own_transaction()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.MoveAsync("2028-02-01T08:00:00Z");

        var answer = await engine.DoAsync(cpts, appending_acts.Rename("Autre"), ProjectPhase.Ars);

        answer.Events.ShouldBe(["cpts_renamed"]);
        (await engine.TypesAsync(StreamId.OfCpts(cpts)))[4..].ShouldBe(["health_project_deemed_validated", "sums_barred", "cpts_renamed"]);
        (await engine.ScalarAsync<long>("select count(distinct xmin::text) from funding.mt_events where version > 4 and stream_id like 'cpts%'")).ShouldBe(1);
    }

    [EngineFact]
    public async Task dossiers_that_fail_starve_none_of_the_others()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var cpts = await SubmittedAsync(engine, "84", "69");
        // More than a page of views that say "due" of dossiers where nothing is.
        await Sql.RunAsync(engine.OwnerConnectionString,
            "insert into funding.dossiers select gen_random_uuid(), 1, region, department, name, search, phase, phase_since, population, communes, synthetic, totals, created_at, '2024-01-01' "
            + "from funding.dossiers, generate_series(1, 250)");
        await engine.MoveAsync("2024-06-01T00:00:00Z");

        await using var host = await engine.JoinAsync(workers: true);
        await TestEngine.UntilAsync(() => engine.TypesAsync(StreamId.OfCpts(cpts)), types => types.Length == 4);
    }

    private static async Task<Guid> SubmittedAsync(TestEngine engine, string region, string department)
    {
        var (id, ars) = (Guid.NewGuid(), TestEngine.Caller(Role.ArsOfficer, "a.martin", region));
        await engine.DoAsync(id, ProjectPhase.Registration(id) with { RegionCode = region, DepartmentCode = department }, ars);
        await engine.DoAsync(id, new AcceptLetterOfIntent(), ars);
        await engine.DoAsync(id, new SubmitHealthProject(), ars);
        return id;
    }
}
