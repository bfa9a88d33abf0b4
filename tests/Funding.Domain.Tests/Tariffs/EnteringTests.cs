using Funding.Domain.Aci;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Tests;

public class EnteringTests
{
    private static readonly TariffCell Ceiling = new(2, TariffItem.Ceiling);

    private static readonly TariffCell AccessFixed = TariffCell.Of(1, Mission.Access, MissionPart.Fixed);

    private static readonly EnterTariffCell Enter = new("aci-2019", Ceiling, Euros(287_000), "JO 2020") { EffectiveDate = Day("2020-01-10") };

    private static readonly TariffCellEntered Entered = TariffOf2019.Entered(Ceiling, 287_000, "2020-01-10");

    private static TariffDecision Decide(EnterTariffCell command, AciTariff tariff, params Fault[] faults)
        => TariffDecider.Decide(command, tariff, new TariffContext(Day("2020-06-03"), RuleSettings.Default, faults.ToSequence()));

    private static string[] Faults(EnterTariffCell command, params Fault[] faults)
        => [.. Decide(command, TariffOf2019.With(), faults).ShouldBeOfType<TariffRefused>().Rejection.ShouldBeOfType<Invalid>().Errors.Select(fault => fault.Pointer)];

    private static TariffDecision Accepted(params TariffEvent[] events) => new TariffAccepted(events.ToSequence());

    [Fact]
    public void An_empty_cell_is_entered_with_its_legal_reference()
    {
        Decide(Enter, TariffOf2019.With()).ShouldBe(Accepted(Entered));
        Decide(Enter with { EffectiveDate = null, Comment = Sealed("lu au JO") }, TariffOf2019.With()).ShouldBe(Accepted(Entered with { EffectiveDate = Day("2020-06-03"), Comment = Sealed("lu au JO") }));
        Decide(Enter with { Cell = AccessFixed, Amount = Money.Zero }, TariffOf2019.With()).ShouldBe(Accepted(Entered with { Cell = AccessFixed, Amount = Money.Zero }));
    }

    [Fact]
    public void A_cell_of_a_tariff_that_was_never_published_does_not_exist()
        => Decide(Enter, new AciTariff("aci-2019")).ShouldBe(new TariffRefused(new NotFound()));

    [Fact]
    public void The_same_again_changes_nothing()
    {
        var tariff = TariffOf2019.With(Entered);
        Decide(Enter, tariff).ShouldBe(Accepted());
        Decide(Enter with { EffectiveDate = null }, tariff).ShouldBe(Accepted());
    }

    [Fact]
    public void Anything_else_in_the_same_cell_is_a_new_entry()
    {
        var tariff = TariffOf2019.With(Entered);
        Decide(Enter with { Amount = Euros(1) }, tariff).ShouldBe(Accepted(Entered with { Amount = Euros(1) }));
        Decide(Enter with { Reference = "JO 2021" }, tariff).ShouldBe(Accepted(Entered with { Reference = "JO 2021" }));
        Decide(Enter with { EffectiveDate = Day("2020-02-01") }, tariff).ShouldBe(Accepted(Entered with { EffectiveDate = Day("2020-02-01") }));
        Decide(Enter with { Cell = Ceiling with { Class = 3 } }, tariff).ShouldBe(Accepted(Entered with { Cell = Ceiling with { Class = 3 } }));
    }

    [Fact]
    public void An_amount_that_was_replaced_can_be_entered_again()
    {
        var replaced = TariffOf2019.With(Entered, Entered with { Amount = Euros(1) });
        Decide(Enter, replaced).ShouldBe(Accepted(Entered));
        var later = TariffOf2019.With(Entered, TariffOf2019.Entered(Ceiling, 300_000, "2020-05-01"));
        Decide(Enter, later).ShouldBe(Accepted(), "on its day it still stands");
        Decide(Enter with { EffectiveDate = null }, later).ShouldBe(Accepted(Entered with { EffectiveDate = Day("2020-06-03") }), "today something else does");
    }

    [Fact]
    public void A_published_amount_is_confirmed_or_changed_like_an_empty_cell()
    {
        var confirmed = Enter with { Cell = new(1, TariffItem.Ceiling), Amount = Euros(220_000) };
        Decide(confirmed, TariffOf2019.With()).ShouldBe(Accepted(Entered with { Cell = new(1, TariffItem.Ceiling), Amount = Euros(220_000) }));
    }

    [Fact]
    public void An_amount_holds_from_its_date_and_the_first_of_an_empty_cell_before_it_too()
    {
        var tariff = TariffOf2019.With(Entered, TariffOf2019.Entered(Ceiling, 300_000, "2020-05-01"), TariffOf2019.Entered(new(1, TariffItem.Ceiling), 230_000, "2020-05-01"));
        string[] days = ["2019-08-25", "2020-01-10", "2020-04-30", "2020-05-01"];
        days.Select(day => tariff.Ceiling(2, Day(day))).ShouldBe([Euros(287_000), Euros(287_000), Euros(287_000), Euros(300_000)]);
        days.Select(day => tariff.Ceiling(1, Day(day))).ShouldBe([Euros(220_000), Euros(220_000), Euros(220_000), Euros(230_000)]);
    }

    [Fact]
    public void A_mistake_entered_again_with_its_date_is_gone_for_every_day()
    {
        var tariff = TariffOf2019.With(Entered with { Amount = Euros(278_000) }, Entered);
        tariff.Ceiling(2, Day("2019-09-01")).ShouldBe(Euros(287_000));
        tariff.Ceiling(2, Day("2020-01-10")).ShouldBe(Euros(287_000));
        tariff.Version.ShouldBe(3);
    }

    [Fact]
    public void An_amount_dated_before_the_tariff_holds_on_its_first_day_whatever_was_published()
        => TariffOf2019.With(TariffOf2019.Entered(new(1, TariffItem.Ceiling), 230_000, "2019-08-21")).Ceiling(1, Day("2019-08-25")).ShouldBe(Euros(230_000));

    [Fact]
    public void The_order_in_which_amounts_are_entered_does_not_matter()
    {
        var (early, late) = (TariffOf2019.Entered(Ceiling, 1, "2020-02-01"), TariffOf2019.Entered(Ceiling, 2, "2020-03-01"));
        foreach (var tariff in new[] { TariffOf2019.With(early, late), TariffOf2019.With(late, early) })
            new[] { "2020-01-01", "2020-02-29", "2020-03-01" }.Select(day => tariff.Ceiling(2, Day(day))).ShouldBe([Euros(1), Euros(1), Euros(2)]);
    }

    [Fact]
    public void Faults_are_told_all_at_once()
    {
        Faults(Enter with { EffectiveDate = Day("2020-06-04"), Reference = " ", Cell = new(4, TariffItem.Ceiling, MissionPart.Fixed), Amount = Money.Zero }, new Fault("/comment", "x"))
            .ShouldBe(["/comment", "/effectiveDate", "/reference", "/cell/class", "/cell/part", "/amount"]);
        Faults(Enter with { EffectiveDate = Day("2016-01-25"), Cell = new(0, TariffItem.Crisis), Amount = Euros(-0.01m), Reference = null! })
            .ShouldBe(["/effectiveDate", "/reference", "/amount", "/cell/class", "/cell/item", "/cell/part"]);
        Faults(Enter with { Amount = new(Money.MaxCents + 1) }).ShouldBe(["/amount"]);
        Faults(Enter with { Cell = new(1, TariffItem.Functioning, MissionPart.Variable) }).ShouldBe(["/cell/part"]);
        Faults(Enter with { Cell = new(1, TariffItem.Quality) }).ShouldBe(["/cell/part"]);
    }

    [Fact]
    public void Where_the_cell_could_not_be_read_nothing_more_is_said_of_it()
    {
        Faults(Enter with { Cell = new(0, default, MissionPart.Fixed) }, new Fault("/cell", "x")).ShouldBe(["/cell"]);
        Faults(Enter with { Cell = new(9, default, MissionPart.Fixed), Amount = Euros(-1) }, new Fault("/cell/item", "x")).ShouldBe(["/cell/item", "/amount"]);
    }
}
