using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R17 and R18: years open on each anniversary, reckoned from the start, and the term ends.</summary>
public class ContractYearTests
{
    private static (int Year, string On)[] Years(string startsOn, string until)
        => [.. AciScene.Contracted(startsOn).DueOn(until).OfType<AciYearOpened>().Select(it => (it.Year, it.EffectiveDate.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))];

    [Fact]
    public void From_29_February_the_28th_stands_in_only_in_years_without_one()
        => Years("2020-02-29", "2026-01-01").ShouldBe([(2, "2021-02-28"), (3, "2022-02-28"), (4, "2023-02-28"), (5, "2024-02-29")]);

    [Fact]
    public void Month_ends_and_new_year()
    {
        Years("2020-01-31", "2026-01-01").ShouldBe([(2, "2021-01-31"), (3, "2022-01-31"), (4, "2023-01-31"), (5, "2024-01-31")]);
        Years("2019-12-31", "2026-01-01").ShouldBe([(2, "2020-12-31"), (3, "2021-12-31"), (4, "2022-12-31"), (5, "2023-12-31")]);
        AciScene.Contracted("2019-12-31").Commitment("aci-1-y1-functioning").Ref.BudgetYear.ShouldBe(2019);
    }

    [Fact]
    public void Not_the_day_before_and_once()
    {
        AciScene.Contracted().DueOn("2021-02-28").ShouldBeEmpty();
        AciScene.Contracted().Until("2021-03-01").DueOn("2022-02-28").ShouldBeEmpty();
        AciScene.Contracted().Until("2021-03-01").Line("1-y2-functioning").ShouldBe([60_000m, 45_000m, 15_000m]);
    }

    [Fact]
    public void After_a_long_stop_everything_comes_in_order_as_if_there_had_been_none()
    {
        var started = AciScene.Contracted().Then("2020-07-01", new StartMission(1, Mission.Access));
        var stopped = started.Until("2025-09-01");
        var running = new[] { "2021-03-01", "2021-08-01", "2022-03-01", "2023-03-02", "2024-03-01", "2025-03-01", "2025-09-01" }.Aggregate(started, (scene, day) => scene.Until(day));
        Dump.Of(stopped.Dossier()).ShouldBe(Dump.Of(running.Dossier()));
        var due = started.DueOn("2025-09-01");
        due.Select(it => it.EffectiveDate).ShouldBeInOrder();
        due.Select(it => it switch { AciYearOpened year => $"year {year.Year}", AciLineOpened line => line.Commitment.Id, _ => it.GetType().Name })
            .ShouldBe([.. Enumerable.Range(2, 4).SelectMany(year => new[] { $"year {year}", $"aci-1-y{year}-functioning", $"aci-1-y{year}-access-fixed" }), "AciContractEnded"]);
    }

    [Fact]
    public void At_the_end_of_the_term_other_money_not_certified_is_released_and_lines_stay()
    {
        var scene = AciScene.Contracted().After(new GrantAciOneOff("o1", 2020, Euros(100), "Aide", "ACI", [new(Day("2020-03-01"), Euros(100))]))
            .After(new AwardTransformationGrant("t1", 2020, Euros(90), "Outils", CostCategory.Other, null, null, [new(Day("2020-03-01"), Euros(90))]))
            .After(new Certify("o1", "c1", 1, Euros(40))).Until("2025-02-28");
        scene.DueOn("2025-03-01").ShouldBe([
            new AciContractEnded(1) { EffectiveDate = Day("2025-03-01") },
            new CommitmentCancelled(scene.Commitment("o1").Ref, [new(1, Euros(60))]) { EffectiveDate = Day("2025-03-01") },
            new CommitmentCancelled(scene.Commitment("t1").Ref, [new(1, Euros(90))]) { EffectiveDate = Day("2025-03-01") }]);
        var ended = scene.Until("2025-03-01");
        ended.Dossier().Phase.ShouldBe(new Ended(Day("2025-03-01")));
        ended.Commitment("aci-1-y1-functioning").Outstanding.ShouldBe(Euros(60_000));
        ended.When(new Certify("aci-1-y1-functioning", "c2", 1, Euros(60_000))).Creating("certification", "c2");
    }

    [Fact]
    public void Money_of_the_fir_goes_back_when_a_contract_ends_before_the_bar()
    {
        var scene = Given(Registered("2024-01-02"), LetterAccepted("2024-01-03"), Granted("2024-01-04", 100), ProjectSubmitted("2024-01-05", "2024-03-06"), ProjectValidated("2024-01-06"), new AciNegotiationOpened { EffectiveDate = Day("2024-01-06") })
            .Agreed("2024-01-07").After(new SignContract(Day("2024-02-01"), null)).On("2024-02-10").After(new TerminateContract(1, Day("2024-02-10"), Sealed("x")));
        CptsDecider.EnvelopesOfDue(scene.Dossier()).ShouldBe([2024]);
        scene.DueOn("2024-02-11").ShouldBe([new AciContractEnded(1) { EffectiveDate = Day("2024-02-11") }, Cancelled("2024-02-11", (1, 100))]);
    }
}
