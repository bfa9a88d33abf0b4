using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Engine.Storage;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class contracts_that_end(PostgresFixture postgres)
{
    [EngineFact]
    public async Task years_open_and_the_end_comes_at_midnight_also_after_a_long_stop()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2020-02-29T08:00:00Z", workers: false);
        var cpts = await engine.BeginAsync();
        await engine.SignAsync(cpts, new(2020, 2, 29));

        await engine.MoveAsync("2025-02-27T22:59:59Z");
        await engine.RecordDueAsync(cpts);
        await engine.MoveAsync("2025-02-27T23:00:00Z");
        await engine.RecordDueAsync(cpts);
        (await engine.RecordDueAsync(cpts)).ShouldBeFalse();

        var timeline = (await engine.Get<IDossiers>().TimelineAsync(cpts, Moment.Now, new PageRequest(100), CancellationToken.None)).Items;
        timeline.Where(item => item.Event is AciYearOpened or AciContractEnded).Select(item => $"{item.Type} {item.Event!.EffectiveDate:O}").ShouldBe(
        [
            "aci_year_opened 2021-02-28", "aci_year_opened 2022-02-28", "aci_year_opened 2023-02-28", "aci_year_opened 2024-02-29", "aci_contract_ended 2025-02-28",
        ]);
        timeline.Last(item => item.Event is AciYearOpened).RecordedAt.ToString("O").ShouldStartWith("2025-02-27T22:59:59");
    }

    [EngineFact]
    public async Task the_end_gives_uncertified_fir_money_back_to_its_envelope_in_the_same_transaction()
    {
        await using var engine = await TestEngine.StartAsync(postgres, "2020-02-01T08:00:00Z", workers: false);
        await engine.DoAsync(ProjectPhase.Envelope(450_000m) with { Year = 2020 }, ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("fir", 45_000m) with { BudgetYear = 2020, ConventionSignedOn = new(2020, 2, 1) }, ProjectPhase.Ars);
        await engine.SignAsync(cpts, new(2020, 2, 1));
        await engine.DoAsync(cpts, sealer => new TerminateContract(1, new(2020, 6, 30), sealer.Seal("accord des parties", "reason")), ContractPhase.Am);
        await engine.MoveAsync("2020-06-30T22:00:00Z");
        (await engine.RecordDueAsync(cpts)).ShouldBeTrue();

        (await engine.TypesAsync(StreamId.OfCpts(cpts)))[^2..].ShouldBe(["aci_contract_ended", "commitment_cancelled"]);
        (await engine.TypesAsync(StreamId.OfEnvelope("84", 2020)))[^1].ShouldBe("credit_released");
        (await engine.ScalarAsync<long>("select count(distinct xmin::text) from funding.mt_events where type in ('aci_contract_ended', 'commitment_cancelled', 'credit_released')")).ShouldBe(1);
        var dossier = (await engine.Get<IDossiers>().FindAsync(cpts, Moment.Now, CancellationToken.None))!.State;
        (dossier.Phase, dossier.Commitments["fir"].Committed).ShouldBe((new Ended(new(2020, 7, 1)), Money.Zero));
        dossier.Commitments["aci-1-y1-functioning"].Committed.ShouldBe(Money.Euros(24_754.10m)); // 60 000 € × 151 / 366
    }
}
