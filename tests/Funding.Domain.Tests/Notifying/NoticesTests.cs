using Funding.Domain.Aci;
using Funding.Domain.Envelopes;
using Funding.Domain.Notifying;
using Funding.Domain.Rights;

namespace Funding.Domain.Tests;

public class NoticesTests
{
    private static NoticeKind[] Alerts(decimal committed, EnvelopeEvent happened)
        => [.. Notices.Of(happened, Scene.Envelope(2024, 1_000).Evolve(Credit(committed))).Select(notice => notice.Kind)];

    private static IEnumerable<Notice> Of(CptsEvent happened) => Notices.Of(happened, Scene.Given(Registered(), LetterAccepted(), happened).Dossier());

    private static CreditCommitted Credit(decimal amount) => new(Scene.CptsId, "g1", Euros(amount)) { EffectiveDate = Day("2024-03-01") };

    [Theory]
    [InlineData(0, 799.99, "")]
    [InlineData(0, 800, "EnvelopeAt80")]
    [InlineData(700, 100, "EnvelopeAt80")]
    [InlineData(800, 149.99, "")]
    [InlineData(800, 150, "EnvelopeAt95")]
    [InlineData(0, 950, "EnvelopeAt80,EnvelopeAt95")]
    [InlineData(950, 50, "")]
    public void An_envelope_alerts_once_at_80_percent_and_once_at_95(double before, double more, string alerts)
        => string.Join(",", Alerts((decimal)before, Credit((decimal)more))).ShouldBe(alerts);

    [Fact]
    public void Credit_given_back_alerts_nobody_and_taken_again_alerts_again()
    {
        Alerts(850, new CreditReleased(Scene.CptsId, "g1", Euros(100)) { EffectiveDate = Day("2024-03-02") }).ShouldBeEmpty();
        Alerts(750, Credit(100)).ShouldBe([NoticeKind.EnvelopeAt80]);
    }

    [Fact]
    public void A_share_that_is_lowered_onto_what_is_committed_alerts()
        => Alerts(500, new CptsShareSet(Euros(520)) { EffectiveDate = Day("2024-04-01"), Reference = "ARS-1" }).ShouldBe([NoticeKind.EnvelopeAt80, NoticeKind.EnvelopeAt95]);

    [Fact]
    public void An_alert_tells_what_is_left()
        => Notices.Of(Credit(850), Scene.Envelope(2024, 1_000)).Single().ShouldBe(
            new Notice(NoticeKind.EnvelopeAt80, "84") { On = Day("2024-03-01"), BudgetYear = 2024, Amount = Euros(150) });

    [Fact]
    public void A_deemed_validation_is_told_as_a_validation()
    {
        Of(new HealthProjectValidated { EffectiveDate = Day("2024-05-01") }).Single().ShouldBe(new Notice(NoticeKind.HealthProjectValidated, "84") { On = Day("2024-05-01") });
        Of(new HealthProjectDeemedValidated { EffectiveDate = Day("2024-05-01") }).Single().Kind.ShouldBe(NoticeKind.HealthProjectValidated);
    }

    [Fact]
    public void Acts_that_concern_nobody_else_tell_nothing()
        => Of(new CptsRenamed("Autre") { EffectiveDate = Day("2024-05-01") }).ShouldBeEmpty();

    [Fact]
    public void A_submission_is_told_with_the_last_day_to_answer()
        => Of(ProjectSubmitted("2024-02-01", "2024-04-02")).Single().ShouldBe(
            new Notice(NoticeKind.HealthProjectSubmitted, "84") { On = Day("2024-02-01"), By = Day("2024-04-01") });

    [Fact]
    public void Money_is_told_to_those_who_certify_and_pay_money_of_its_source()
    {
        Addressees.Of(NoticeKind.InstalmentOverdue, FundingSource.Fir).ShouldBe([Role.ArsOfficer, Role.ArsAccountant]);
        Addressees.Of(NoticeKind.InstalmentOverdue, FundingSource.Transformation).ShouldBe([Role.ArsOfficer, Role.ArsAccountant]);
        Addressees.Of(NoticeKind.InstalmentOverdue, FundingSource.Aci).ShouldBe([Role.AmOfficer, Role.AmAccountant]);
        Addressees.Of(NoticeKind.RecoveryOrdered, FundingSource.Aci).ShouldBe([Role.AmAccountant, Role.Cpts]);
        Addressees.Of(NoticeKind.PaymentRefused, FundingSource.Fir).ShouldBe([Role.ArsOfficer]);
    }

    [Fact]
    public void Every_kind_addresses_somebody_and_never_who_acts_on_no_dossier()
    {
        foreach (var kind in Enum.GetValues<NoticeKind>())
        {
            Addressees.Of(kind, FundingSource.Fir).ShouldNotBeEmpty();
            Addressees.Of(kind, FundingSource.Fir).ShouldNotContain(role => role == Role.Admin || role == Role.Auditor);
        }
    }

    [Fact]
    public void A_recovery_on_a_line_names_the_line()
    {
        var scene = AciScene.Contracted("2020-03-01");
        var line = scene.Commitment("aci-1-y1-functioning");
        var notice = Notices.Of(new RecoveryOrdered(line.Ref, "r1", Euros(10), null, RecoveryRule.ReducedLine) { EffectiveDate = Day("2020-05-01") }, scene.Dossier()).Single();

        (notice.Line, notice.Contract, notice.Year, notice.Mission, notice.Source).ShouldBe((LineKind.Functioning, 1, 1, null, FundingSource.Aci));
    }
}
