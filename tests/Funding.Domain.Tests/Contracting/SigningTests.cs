using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>R15 and R17: who approved, when it is signed and from when it runs.</summary>
public class SigningTests
{
    private static readonly SignContract Sign = new(Day("2020-03-01"), null);

    private static Scene Agreed => AciScene.Negotiating().Agreed("2019-12-10").On("2020-01-15");

    [Fact]
    public void It_opens_the_first_year_and_owes_the_functioning_on_the_day_of_the_signature()
    {
        var signed = Agreed.When(Sign with { Reference = "ACI-1" }).Creating("contract", "1").Decision.ShouldBeOfType<Accepted>().Events;
        signed[0].ShouldBe(new AciContractSigned(1, Day("2020-03-01"), new(1, AciScene.Terms(), TariffOf2022.Known.BasisFor(65_000)), null) { EffectiveDate = Day("2020-01-15"), Reference = "ACI-1" });
        var line = signed[1].ShouldBeOfType<AciLineOpened>();
        line.Commitment.ShouldBe(new CommitmentRef("aci-1-y1-functioning", FundingSource.Aci, 2020, "84", "69"));
        line.EffectiveDate.ShouldBe(Day("2020-01-15"));
        line.Instalments.ShouldBe([new PlannedInstalment(1, InstalmentKind.Whole, Day("2020-01-15"), Euros(60_000))]);
        signed.Count.ShouldBe(2);
        Agreed.After(Sign).Dossier().Phase.ShouldBe(new Contracted(Day("2020-01-15")));
    }

    [Fact]
    public void Every_party_that_has_not_approved_is_named()
    {
        var proposed = AciScene.Negotiating().On("2019-12-10").After(new ProposeTerms(Party.Cpam, AciScene.Terms()));
        AciScene.Negotiating().When(new SignContract(Day("2019-12-02"), null)).ThenRefused(new NotApproved([Party.Cpts, Party.Cpam, Party.Ars]));
        proposed.After(new ApproveTerms(1, Party.Cpam)).When(Sign).ThenRefused(new NotApproved([Party.Cpts, Party.Ars]));
        proposed.After(new ApproveTerms(1, Party.Cpam)).After(new ApproveTerms(1, Party.Cpts)).When(Sign).ThenRefused(new NotApproved([Party.Ars]));
    }

    [Fact]
    public void Not_before_the_last_approval()
    {
        var late = AciScene.Negotiating().On("2019-12-10").After(new ProposeTerms(Party.Cpam, AciScene.Terms())).After(new ApproveTerms(1, Party.Cpam)).After(new ApproveTerms(1, Party.Cpts))
            .On("2020-01-10").After(new ApproveTerms(1, Party.Ars)).On("2020-01-15");
        late.When(Sign with { EffectiveDate = Day("2020-01-09") }).ThenRefused(new OutOfOrder(Day("2020-01-09"), Day("2020-01-10")));
        late.When(Sign with { EffectiveDate = Day("2020-01-10") }).Creating("contract", "1");
        late.When(Sign with { EffectiveDate = Day("2019-12-01") }).ThenRefused(new OutOfOrder(Day("2019-12-01"), Day("2019-12-02")));
    }

    [Fact]
    public void It_starts_on_or_after_the_validation_and_at_most_twelve_months_ahead()
    {
        Agreed.When(Sign with { StartsOn = Day("2019-12-01") }).ThenRefused(new OutOfOrder(Day("2019-12-01"), Day("2019-12-02")));
        Agreed.When(Sign with { StartsOn = Day("2019-12-02") }).Creating("contract", "1");
        Agreed.When(Sign with { StartsOn = Day("2021-01-15") }).Creating("contract", "1");
        Agreed.When(Sign with { StartsOn = Day("2021-01-16") }).ThenInvalidAt("/startsOn");
        Agreed.When(Sign with { StartsOn = Day("2016-01-25") }).ThenInvalidAt("/startsOn");
    }

    [Fact]
    public void The_day_of_signature_is_the_date_of_the_act()
    {
        Agreed.When(Sign with { SignedOn = Day("2020-01-12") }).Decision.ShouldBeOfType<Accepted>().Events[0].EffectiveDate.ShouldBe(Day("2020-01-12"));
        Agreed.When(Sign with { SignedOn = Day("2020-01-12"), EffectiveDate = Day("2020-01-12") }).Decision.ShouldBeOfType<Accepted>().Events[0].EffectiveDate.ShouldBe(Day("2020-01-12"));
        Agreed.When(Sign with { SignedOn = Day("2020-01-12"), EffectiveDate = Day("2020-01-13") }).ThenInvalidAt("/signedOn");
        Agreed.When(Sign with { SignedOn = Day("2020-01-16") }).ThenInvalidAt("/effectiveDate");
    }

    [Fact]
    public void Signed_twice_it_is_signed_and_otherwise_the_phase_is_wrong()
    {
        var signed = Agreed.After(Sign);
        signed.When(Sign).ThenNothing();
        signed.On("2020-02-01").When(Sign).ThenNothing();
        signed.When(Sign with { SignedOn = Day("2020-01-15") }).ThenNothing();
        signed.When(Sign with { StartsOn = Day("2020-03-02") }).ThenRefused(new WrongPhase(PhaseName.Contracted, Day("2020-01-15")));
    }

    [Fact]
    public void Only_in_negotiation()
    {
        AciScene.Negotiating().By(Martin, GaveUp("2019-12-03")).On("2020-01-01").When(Sign).ThenRefused(new WrongPhase(PhaseName.Withdrawn, Day("2020-01-01")));
        Given(Registered("2019-11-04"), LetterAccepted("2019-11-04")).On("2020-01-01").When(Sign).ThenRefused(new WrongPhase(PhaseName.Project, Day("2020-01-01")));
        Agreed.When(Sign with { Renews = 1 }).ThenInvalidAt("/renews");
    }

    [Fact]
    public void One_recorded_late_opens_its_past_years_in_the_same_act_in_order_each_with_its_lines()
    {
        var late = AciScene.Negotiating().Agreed("2019-12-10").On("2022-06-01").When(Sign with { EffectiveDate = Day("2020-01-15") }).Decision.ShouldBeOfType<Accepted>().Events;
        late.Select(it => (it.EffectiveDate, it switch { AciYearOpened year => $"year {year.Year}", AciLineOpened line => line.Commitment.Id, _ => it.GetType().Name })).ShouldBe([
            (Day("2020-01-15"), "AciContractSigned"), (Day("2020-01-15"), "aci-1-y1-functioning"),
            (Day("2021-03-01"), "year 2"), (Day("2021-03-01"), "aci-1-y2-functioning"),
            (Day("2022-03-01"), "year 3"), (Day("2022-03-01"), "aci-1-y3-functioning")]);
        AciScene.Negotiating().Agreed("2019-12-10").On("2022-06-01").After(Sign with { EffectiveDate = Day("2020-01-15") }).DueOn("2022-06-01").ShouldBeEmpty();
    }

    [Fact]
    public void A_year_that_opened_before_the_signature_is_opened_on_it()
    {
        var late = AciScene.Negotiating().Agreed("2021-06-01").After(new SignContract(Day("2020-03-01"), null));
        late.Commitment("aci-1-y2-functioning").Award.EffectiveDate.ShouldBe(Day("2021-06-01"));
        late.Line("1-y2-functioning").ShouldBe([60_000m, 45_000m, 15_000m]);
        late.DueOn("2021-12-31").ShouldBeEmpty();
    }
}
