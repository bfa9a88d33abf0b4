using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Tariffs;
using Funding.Domain.Views;
using Funding.Engine;
using Funding.Host.Demo;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Demo;

public class synthetic_contracts
{
    private static readonly IReadOnlyList<PastEvent> OfTenYears = Histories.Make(DemoOptions.Ending(Histories.Until) with { Cpts = 100, Years = 10 });
    private static readonly IReadOnlyList<Dossier> Dossiers = [.. Histories.Dossiers(Histories.Of(738))];
    private static readonly IReadOnlyList<Commitment> Lines = [.. Dossiers.SelectMany(dossier => dossier.Commitments.Values).Where(commitment => commitment.Line is not null)];

    [Theory]
    [InlineData(PhaseName.Validated)]
    [InlineData(PhaseName.Negotiating)]
    [InlineData(PhaseName.Contracted)]
    [InlineData(PhaseName.Suspended)]
    [InlineData(PhaseName.Ended)]
    public void every_state_from_the_validation_on_is_there_in_the_end(PhaseName phase) => Dossiers.ShouldContain(dossier => dossier.Phase.Name == phase);

    [Fact]
    public void in_ten_years_some_contracts_run_out_and_others_are_renewed()
    {
        var dossiers = Histories.Dossiers(OfTenYears).ToList();

        dossiers.ShouldContain(dossier => dossier.Contracts.All.Exists(contract => contract.Ended && contract.Termination == null));
        dossiers.ShouldContain(dossier => dossier.Contracts.Find(2) != null && dossier.Contracts.Find(2)!.YearsOpened > 0 && dossier.Phase is Contracted);
    }

    [Fact]
    public void contracts_are_signed_under_the_tariff_of_their_day()
    {
        var tariffs = ReferenceFiles.AciTariffs().ToDictionary(tariff => tariff.Tariff, tariff => tariff.Facts);
        var signed = OfTenYears.OfType<PastCptsEvent>().Select(past => past.Event).OfType<AciContractSigned>().ToList();

        signed.Select(it => it.Agreed.Basis.Tariff).Distinct().ShouldBe(tariffs.Keys, ignoreOrder: true);
        signed.ShouldAllBe(it => it.EffectiveDate >= tariffs[it.Agreed.Basis.Tariff].ValidFrom
            && (tariffs[it.Agreed.Basis.Tariff].ValidTo == null || it.EffectiveDate <= tariffs[it.Agreed.Basis.Tariff].ValidTo));
    }

    [Fact]
    public void only_ceilings_that_no_source_gives_are_made_up_and_they_say_so()
    {
        var tariffs = Histories.Of(738).OfType<PastTariffEvent>().GroupBy(past => past.Tariff, past => past.Event).Select(stream => AciTariff.Fold(stream.Key, stream)).ToList();
        var entered = tariffs.SelectMany(tariff => tariff.Entries).ToList();

        entered.Select(entry => (entry.Cell.Item, entry.Amount.ToEuros())).ShouldBe([(TariffItem.Ceiling, 284_000m), (TariffItem.Ceiling, 370_000m), (TariffItem.Ceiling, 477_000m)]);
        entered.ShouldAllBe(entry => entry.Synthetic == true && entry.Reference!.Contains("fictive"));
        tariffs.ShouldAllBe(tariff => tariff.Entries.All(entry => tariff.Facts.Cells.All(cell => cell.Cell != entry.Cell)));
    }

    [Fact]
    public void what_is_agreed_is_round_and_takes_most_of_the_ceiling()
    {
        var terms = Dossiers.SelectMany(dossier => dossier.Contracts.All).SelectMany(contract => contract.Terms.Changes).Select(change => change.Value.Terms).ToList();

        terms.SelectMany(it => it.Missions).SelectMany(mission => new[] { mission.Fixed, mission.Variable }).ShouldAllBe(part => part.IsPositive && part.Cents % 50_000 == 0);
        terms.Average(it => it.Total.ToEuros()).ShouldBeInRange(220_000m, 400_000m);
    }

    [Fact]
    public void most_missions_start_in_time_and_some_late()
    {
        var starts = Dossiers.SelectMany(dossier => dossier.Contracts.All)
            .SelectMany(contract => contract.Missions.Values.Select(it => (it.Started.EffectiveDate, By: contract.DeadlineOf(it.Started.Mission)?.StartBy))).Where(it => it.By is not null).ToList();

        ((double)starts.Count(it => it.EffectiveDate > it.By) / starts.Count).ShouldBeInRange(0.01, 0.2);
    }

    [Fact]
    public void years_open_are_assessed_at_plausible_rates_and_pay_what_is_due()
    {
        var rates = Dossiers.SelectMany(dossier => dossier.Contracts.All).SelectMany(contract => contract.Assessments).SelectMany(it => it.Event.Missions).Select(it => it.AchievedRate).ToList();

        rates.Average().ShouldBeInRange(0.6m, 0.9m);
        Lines.ShouldContain(line => line.Line!.Kind == LineKind.Variable && line.Paid == line.Committed && line.Paid.IsPositive);
        Lines.ShouldContain(line => line.Line!.Year == 2 && line.Instalments.Count == 2 && line.Instalments[1].Paid.IsPositive);
    }

    [Fact]
    public void terminations_leave_money_to_recover_and_it_is_received_or_waived()
    {
        var recoveries = Lines.SelectMany(line => line.Recoveries.Values).Where(recovery => recovery.Event.Rule is not null).ToList();

        recoveries.ShouldContain(recovery => recovery.Received.IsPositive && recovery.Waived == Money.Zero);
        recoveries.ShouldContain(recovery => recovery.Waived.IsPositive);
        Lines.ShouldAllBe(line => line.Paid - line.RecoveryOrdered <= line.Line!.Amount);
    }

    /// <summary>A demonstration in which most deadlines were missed would be one of negligence.</summary>
    [Fact]
    public void few_instalments_are_long_overdue()
    {
        var today = ReferenceData.Current.ZoneOf("11").DayOf(Histories.Until);
        var late = Dossiers.SelectMany(dossier => Deadlines.Of(dossier, RuleSettings.Default)).Count(it => it.Kind == DeadlineKind.Instalment && it.IsOverdue(today.AddDays(-90)));

        late.ShouldBeInRange(1, 150);
    }

    [Fact]
    public void the_fund_pays_the_aci_and_the_agency_the_rest()
    {
        var cast = new Cast(1, known: null);
        foreach (var (line, happened) in Histories.Of(738).OfType<PastCptsEvent>().Where(past => past.Event is PaymentMade or ServiceCertified).Select(past => (((CommitmentEvent)past.Event).Commitment, past)))
        {
            var office = line.Source == FundingSource.Aci ? cast.Offices(line.RegionCode).Cpam : cast.Offices(line.RegionCode).Ars;
            PersonId[] able = happened.Event is PaymentMade ? [office.Accountant, office.OtherAccountant] : [office.Officer, office.OtherOfficer];
            able.ShouldContain(happened.Actor);
        }
    }
}
