using System.Globalization;
using Funding.Domain.Envelopes;

namespace Funding.Domain.Tests;

public class EnvelopeTests
{
    private static readonly NotifyEnvelope Initial = new("84", 2024, NotificationKind.Initial, Euros(1_000), Euros(800), Euros(200), Euros(100), Euros(50), "DECRET-1") { EffectiveDate = Day("2024-01-15") };

    private static readonly NotifyEnvelope Complement = new("84", 2024, NotificationKind.Complement, Euros(100), Euros(100), null, null, null, "DECRET-2") { EffectiveDate = Day("2024-05-15") };

    private static readonly SetCptsShare Share = new("84", 2024, Euros(300), "ARS-1") { EffectiveDate = Day("2024-02-01") };

    private static EnvelopeNotified Notified(NotificationKind kind, string reference, string on, decimal total, decimal fungible, decimal ringFenced, decimal prevention = 0, decimal medicoSocial = 0)
        => new("84", 2024, kind, new EnvelopeParts(Euros(total), Euros(fungible), Euros(ringFenced), Euros(prevention), Euros(medicoSocial))) { EffectiveDate = Day(on), Reference = reference };

    private static readonly EnvelopeNotified First = Notified(NotificationKind.Initial, "DECRET-1", "2024-01-15", 1_000, 800, 200, 100, 50);

    private static readonly CptsShareSet ShareOf300 = new(Euros(300)) { EffectiveDate = Day("2024-02-01"), Reference = "ARS-1" };

    private static CreditCommitted Committed(decimal amount) => new(Scene.CptsId, "g1", Euros(amount)) { EffectiveDate = Day("2024-03-01") };

    private static EnvelopeDecision Decide(EnvelopeCommand command, params EnvelopeEvent[] given)
        => EnvelopeDecider.Decide(command, FirEnvelope.Fold("84", 2024, given), new EnvelopeContext(Day("2024-06-03"), new Gazetteer(), RuleSettings.Default, []));

    private static EnvelopeDecision Accepted(params EnvelopeEvent[] events) => new EnvelopeAccepted(events.ToSequence());

    private static EnvelopeDecision Refused(Rejection rejection) => new EnvelopeRefused(rejection);

    private static string[] Faults(EnvelopeCommand command, params EnvelopeEvent[] given)
        => [.. Decide(command, given).ShouldBeOfType<EnvelopeRefused>().Rejection.ShouldBeOfType<Invalid>().Errors.Select(fault => fault.Pointer)];

    [Fact]
    public void A_decree_notifies_an_envelope() => Decide(Initial).ShouldBe(Accepted(First));

    [Fact]
    public void An_absent_ring_fenced_part_is_the_difference_and_other_absent_parts_are_nothing()
        => Decide(Initial with { RingFenced = null, Prevention = null, MedicoSocial = null }).ShouldBe(Accepted(Notified(NotificationKind.Initial, "DECRET-1", "2024-01-15", 1_000, 800, 200)));

    [Theory]
    [InlineData(1150_00, true)]
    [InlineData(850_00, true)]
    [InlineData(1150_01, false)]
    [InlineData(849_99, false)]
    public void The_total_is_fungible_and_ring_fenced_within_150_euros(long cents, bool accepted)
    {
        var command = Initial with { Total = new Money(cents) };
        if (accepted) Decide(command).ShouldBe(Accepted(First with { Parts = First.Parts with { Total = new Money(cents) } }));
        else Faults(command).ShouldBe(["/total"]);
    }

    [Fact]
    public void Faults_are_told_all_at_once()
    {
        Faults(Initial with { RegionCode = "00", Year = 2011, Reference = " ", EffectiveDate = Day("2024-06-04") }).ShouldBe(["/regionCode", "/year", "/effectiveDate", "/reference"]);
        Faults(Initial with { Year = 2026 }).ShouldBe(["/year"]);
        Faults(Initial with { Prevention = Euros(751) }).ShouldBe(["/fungible"]);
        Faults(Initial with { RingFenced = Euros(-10), Total = Euros(790), Prevention = Euros(-1), MedicoSocial = Euros(-1) }).ShouldBe(["/ringFenced", "/prevention", "/medicoSocial"]);
        Faults(Share with { Amount = Euros(-1) }, First).ShouldBe(["/amount"]);
        Faults(Initial with { RegionCode = null!, Reference = null! }).ShouldBe(["/regionCode", "/reference"]);
    }

    [Fact]
    public void A_fault_tells_the_tolerance_that_is_set_and_days_in_French_whatever_the_culture()
    {
        var elsewhere = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        elsewhere.DateTimeFormat.DateSeparator = ".";
        var (before, rules) = (CultureInfo.CurrentCulture, RuleSettings.Default with { EnvelopeTolerance = Euros(0.5m) });
        CultureInfo.CurrentCulture = elsewhere;
        try
        {
            var badly = Initial with { Total = Euros(1_001), EffectiveDate = Day("2024-06-04") };
            EnvelopeDecider.Decide(badly, FirEnvelope.Fold("84", 2024, []), new EnvelopeContext(Day("2024-06-03"), new Gazetteer(), rules, []))
                .ShouldBeOfType<EnvelopeRefused>().Rejection.ShouldBeOfType<Invalid>().Errors.Select(fault => fault.Message).ShouldBe([
                    "Un acte ne peut pas être daté dans le futur (aujourd'hui : 03/06/2024).",
                    "Le total n'est pas la somme du fongible et du sanctuarisé (à 0,5 € près)."]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Sums_beyond_fifteen_digits_are_faults_not_exceptions()
    {
        var most = new Money(Money.MaxCents);
        Faults(Initial with { Total = new(long.MaxValue), Fungible = new(long.MinValue) }).ShouldBe(["/total", "/fungible"]);
        var full = First with { Parts = new(most, most, default, default, default) };
        Faults(Complement, full).ShouldBe(["/total", "/fungible"]);
        Faults(Complement with { Total = most, Fungible = -most }, First).ShouldBe(["/total", "/ringFenced"]);
    }

    [Fact]
    public void The_same_notification_again_changes_nothing_and_another_of_its_reference_is_refused()
    {
        Decide(Initial, First).ShouldBe(Accepted());
        Decide(Initial with { EffectiveDate = null }, First).ShouldBe(Accepted());
        Decide(Initial with { Total = Euros(1_001) }, First).ShouldBe(Refused(new AlreadyExists("DECRET-1")));
        Decide(Complement with { Reference = "DECRET-1" }, First).ShouldBe(Refused(new AlreadyExists("DECRET-1")));
        Decide(Initial with { Reference = "DECRET-9" }, First).ShouldBe(Refused(new AlreadyExists("84/2024")));
    }

    [Fact]
    public void Complements_add_up()
    {
        Decide(Complement, First).ShouldBe(Accepted(Notified(NotificationKind.Complement, "DECRET-2", "2024-05-15", 100, 100, 0)));
        FirEnvelope.Fold("84", 2024, [First, Notified(NotificationKind.Complement, "DECRET-2", "2024-05-15", 100, 100, 0)]).Authorised.ShouldBe(Euros(750));
        Decide(Complement).ShouldBe(Refused(new EnvelopeMissing("84", 2024)));
    }

    [Fact]
    public void A_complement_never_lowers_a_ring_fenced_or_protected_part()
    {
        Decide(Complement with { Total = Euros(-10), Fungible = Euros(0) }, First).ShouldBe(Refused(new RingFenced("ringFenced", Euros(-10), Money.Zero)));
        Decide(Complement with { Prevention = Euros(-1) }, First).ShouldBe(Refused(new RingFenced("prevention", Euros(-1), Money.Zero)));
        Decide(Complement with { MedicoSocial = Euros(-1) }, First).ShouldBe(Refused(new RingFenced("medicoSocial", Euros(-1), Money.Zero)));
        Decide(Complement with { RingFenced = Euros(-100), Total = Euros(0) }, First).ShouldBe(Refused(new RingFenced("ringFenced", Euros(-100), Money.Zero)));
    }

    [Fact]
    public void A_complement_that_takes_fungible_credit_leaves_what_is_committed_and_the_share()
    {
        var takes = Complement with { Total = Euros(-100), Fungible = Euros(-100), RingFenced = Euros(0) };
        Decide(takes, First, Committed(550)).ShouldBe(Accepted(Notified(NotificationKind.Complement, "DECRET-2", "2024-05-15", -100, -100, 0)));
        Decide(takes, First, Committed(550.01m)).ShouldBe(Refused(new EnvelopeExceeded(Euros(550.01m), Euros(550))));
        Decide(takes, First, new CptsShareSet(Euros(551)) { EffectiveDate = Day("2024-02-01") }).ShouldBe(Refused(new EnvelopeExceeded(Euros(551), Euros(550))));
        Decide(Complement with { Prevention = Euros(150) }, First, Committed(600.01m)).ShouldBe(Refused(new EnvelopeExceeded(Euros(600.01m), Euros(600))));
    }

    [Fact]
    public void What_grants_may_use_is_the_share_once_set_else_what_is_not_protected()
    {
        FirEnvelope.Fold("84", 2024, [First]).Authorised.ShouldBe(Euros(650));
        FirEnvelope.Fold("84", 2024, [First, ShareOf300]).Authorised.ShouldBe(Euros(300));
        FirEnvelope.Fold("84", 2024, [First, ShareOf300, Committed(120), new CreditReleased(Scene.CptsId, "g1", Euros(20)) { EffectiveDate = Day("2024-03-01") }]).Available.ShouldBe(Euros(200));
    }

    [Fact]
    public void The_share_exceeds_neither_what_is_free_nor_falls_below_what_is_committed()
    {
        Decide(Share, First).ShouldBe(Accepted(ShareOf300));
        Decide(Share, First, ShareOf300).ShouldBe(Accepted());
        Decide(Share).ShouldBe(Refused(new EnvelopeMissing("84", 2024)));
        Decide(Share with { Amount = Euros(650.01m) }, First).ShouldBe(Refused(new EnvelopeExceeded(Euros(650.01m), Euros(650))));
        Decide(Share with { Amount = Euros(199.99m) }, First, Committed(200)).ShouldBe(Refused(new EnvelopeExceeded(Euros(200), Euros(199.99m))));
        Decide(Share with { Amount = Euros(200) }, First, Committed(200)).ShouldBe(Accepted(ShareOf300 with { Amount = Euros(200) }));
    }

    [Fact]
    public void Acts_on_a_cpts_take_from_its_envelope_and_give_back()
    {
        EnvelopeCredit.Of(Scene.CptsId, [
            Granted("2024-02-10", 100, 50) with { Reference = "DEC" }, Certified("2024-03-01", 60), Amended("2024-04-01", 130, Change(2, -20)), Amended("2024-04-02", 130, Change(1, 20), Change(2, -20)),
            Cancelled("2024-05-01", (1, 40), (2, 30))]).ShouldBe([
            (2024, new CreditCommitted(Scene.CptsId, "g1", Euros(150)) { EffectiveDate = Day("2024-02-10"), Reference = "DEC" }),
            (2024, new CreditReleased(Scene.CptsId, "g1", Euros(20)) { EffectiveDate = Day("2024-04-01") }),
            (2024, new CreditReleased(Scene.CptsId, "g1", Euros(70)) { EffectiveDate = Day("2024-05-01") })]);
        var aci = new CommitmentRef("a", FundingSource.Aci, 2024, "84", "69");
        EnvelopeCredit.Of(Scene.CptsId, [new CommitmentCancelled(aci, [new(1, Euros(5))]) { EffectiveDate = Day("2024-05-01") }]).ShouldBeEmpty();
    }

    [Fact]
    public void The_envelopes_to_hold_are_those_that_the_act_may_move()
    {
        var state = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100), Granted("2024-02-10", "g2", 2023, null, Planned(5))).State();
        CptsDecider.EnvelopesOf(new AwardFirGrant("x", 2025, Euros(1), "p", null, null, Plans(1)), state).ShouldBe([2025]);
        CptsDecider.EnvelopesOf(new AmendCommitment("g1", Euros(1), null, null, null), state).ShouldBe([2024]);
        CptsDecider.EnvelopesOf(new CancelCommitment("g2"), state).ShouldBe([2023]);
        CptsDecider.EnvelopesOf(new CancelCommitment("unknown"), state).ShouldBeEmpty();
        CptsDecider.EnvelopesOf(new WithdrawCpts(Sealed("x")), state).ShouldBe([2023, 2024]);
        CptsDecider.EnvelopesOf(new Certify("g1", null, 1, Euros(1)), state).ShouldBeEmpty();
        CptsDecider.EnvelopesOf(new CancelCommitment("g1"), CptsState.None).ShouldBeEmpty();
    }
}
