using Funding.Domain.Views;

namespace Funding.Domain.Tests;

public class EntriesTests
{
    private static Entry Line(int? instalment, EntryKind kind, decimal amount, string on) => new(Fir(), instalment, kind, Euros(amount), Day(on));

    private static void Yields(CptsEvent happened, params Entry[] entries) => Entries.Of(happened).ShouldBe(entries);

    [Fact]
    public void Awards_amendments_and_releases_are_committed()
    {
        Yields(Granted("2024-02-10", 100, 50), Line(1, EntryKind.Committed, 100, "2024-02-10"), Line(2, EntryKind.Committed, 50, "2024-02-10"));
        Yields(Amended("2024-04-01", 130, Change(2, -30), Change(1, 10), Change(3, 0)), Line(2, EntryKind.Committed, -30, "2024-04-01"), Line(1, EntryKind.Committed, 10, "2024-04-01"));
        Yields(Cancelled("2024-05-01", (1, 40)), Line(1, EntryKind.Committed, -40, "2024-05-01"));
    }

    [Fact]
    public void Certifications_and_payments()
    {
        Yields(Certified("2024-03-01", 60), Line(1, EntryKind.Certified, 60, "2024-03-01"));
        Yields(PaymentDeclined("2024-03-02", 60), Line(1, EntryKind.Certified, -60, "2024-03-02"));
        Yields(Paid("2024-03-02", 60), Line(1, EntryKind.Paid, 60, "2024-03-02"));
        Yields(Barred("2028-01-01", (1, 40), (2, 50)), Line(1, EntryKind.Barred, 40, "2028-01-01"), Line(2, EntryKind.Barred, 50, "2028-01-01"));
    }

    [Fact]
    public void A_correction_of_the_bar_is_dated_at_the_bar()
        => Yields(Paid("2027-12-31", 60) with { BarCorrection = new(Day("2028-01-01"), Euros(60)) },
            Line(1, EntryKind.Paid, 60, "2027-12-31"), Line(1, EntryKind.Barred, -60, "2028-01-01"));

    [Fact]
    public void Recoveries_concern_the_whole_commitment()
    {
        Yields(Ordered("2024-04-01", 50), Line(null, EntryKind.RecoveryOrdered, 50, "2024-04-01"));
        Yields(Received("2024-04-15", 30), Line(null, EntryKind.Recovered, 30, "2024-04-15"));
        Yields(Waived("2024-04-16", 20), Line(null, EntryKind.Waived, 20, "2024-04-16"));
    }

    [Fact]
    public void A_reversal_has_the_entries_of_its_act_with_the_opposite_sign()
    {
        var id = EventId(1);
        var on = Day("2024-06-01");
        Yields(new CertificationReversed(Fir(), id, Sealed("x"), "c1", 1, Euros(60)) { EffectiveDate = on }, Line(1, EntryKind.Certified, -60, "2024-06-01"));
        Yields(new PaymentReversed(Fir(), id, Sealed("x"), "P1", 1, Euros(60)) { EffectiveDate = on }, Line(1, EntryKind.Paid, -60, "2024-06-01"));
        Yields(new RecoveryReversed(Fir(), id, Sealed("x"), "r1", Euros(50)) { EffectiveDate = on }, Line(null, EntryKind.RecoveryOrdered, -50, "2024-06-01"));
        Yields(new ReceiptReversed(Fir(), id, Sealed("x"), "r1", "T1", Euros(30)) { EffectiveDate = on }, Line(null, EntryKind.Recovered, -30, "2024-06-01"));
        Yields(new WaiverReversed(Fir(), id, Sealed("x"), "r1", "W1", Euros(20)) { EffectiveDate = on }, Line(null, EntryKind.Waived, -20, "2024-06-01"));
    }

    [Theory]
    [InlineData("2027-12-31", "2028-01-01")] // a reversal dated before the bar restores it at the bar
    [InlineData("2028-03-01", "2028-03-01")] // dated after it, on its own day
    public void Reversing_a_corrected_payment_restores_the_bar(string reversedOn, string barredOn)
        => Yields(new PaymentReversed(Fir(), EventId(1), Sealed("x"), "P1", 1, Euros(60), new(Day("2028-01-01"), Euros(60))) { EffectiveDate = Day(reversedOn) },
            Line(1, EntryKind.Paid, -60, reversedOn), Line(1, EntryKind.Barred, 60, barredOn));

    [Fact]
    public void Other_acts_move_no_money()
    {
        foreach (var happened in new CptsEvent[] { Registered(), LetterAccepted(), ProjectSubmitted("2024-03-01", "2024-05-02"), ProjectOpposed("2024-03-02"), GaveUp("2024-04-01") }) Yields(happened);
    }

    [Fact]
    public void Seen_from_a_day_the_figures_are_those_of_the_acts_up_to_it()
    {
        var scene = Given(Registered(), LetterAccepted(), Granted("2024-02-10", 100, 50), Certified("2024-03-01", 60)).By(Leroy, Paid("2024-03-02", 30)).By(Martin, Cancelled("2024-04-01", (1, 40), (2, 50)));
        scene.Dossier("2024-02-09").Commitments.ShouldBeEmpty();
        (decimal, decimal, decimal, decimal) On(string day)
        {
            var it = scene.Commitment(effectiveOn: day);
            return (it.Committed.ToEuros(), it.Certified.ToEuros(), it.Paid.ToEuros(), it.Outstanding.ToEuros());
        }

        On("2024-02-10").ShouldBe((150m, 0m, 0m, 150m));
        On("2024-03-01").ShouldBe((150m, 60m, 0m, 150m));
        On("2024-03-02").ShouldBe((150m, 60m, 30m, 120m));
        On("2024-04-01").ShouldBe((60m, 60m, 30m, 30m));
    }
}
