using System.Numerics;
using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>What holds of the lines of any contract. Each was seen to fail with the calculation broken on purpose.</summary>
public class LineLaws
{
    private static readonly Fraction HalfACent = Fraction.Of(1, 2);

    [Fact]
    public void Reckoned_day_by_day_they_are_the_same() => Holds(contract
        => contract.Lines.Select(Reckoned.Of).ShouldBe(DayByDay.Lines(contract, 5), contract.ToString()));

    [Fact]
    public void Instalments_sum_to_their_line_and_none_is_negative() => Holds(contract =>
    {
        foreach (var line in contract.Lines)
        {
            line.Instalments.Total(it => it.Amount).ShouldBe(line.Amount, line.ToString());
            line.Instalments.ShouldAllBe(it => it.Amount >= Money.Zero);
        }
    });

    [Fact]
    public void A_line_is_never_further_than_half_a_cent_from_the_terms_pro_rata() => Holds(contract =>
    {
        foreach (var line in contract.Lines)
        {
            var start = line.Mission is { } mission ? contract.Starts[mission] : contract.StartsOn;
            var rate = line.Kind == LineKind.Variable ? contract.Achievements[(line.Year, line.Mission!.Value)].Rate : 1;
            var proRata = DayByDay.Sum(contract, DayByDay.Anniversary(contract.StartsOn, line.Year - 1), DayByDay.Anniversary(contract.StartsOn, line.Year), start, terms => Annual(terms, line)) * Fraction.OfRate(rate);
            var paid = Fraction.Of(line.Amount.Cents);
            (paid - proRata <= HalfACent && proRata - paid <= HalfACent).ShouldBeTrue(line.ToString());
        }
    });

    [Fact]
    public void A_full_year_without_change_pays_exactly_the_terms() => Holds(contract =>
    {
        var steady = contract with { Agreed = [contract.Agreed[0]], EndsOn = null };
        var terms = contract.Agreed[0].Agreed.Terms;
        foreach (var line in steady.Lines.Where(line => line.Kind != LineKind.Variable && (line.Mission is not { } mission || contract.Starts[mission] <= line.Trace.YearFrom)))
            line.Amount.ShouldBe(Annual(terms, line)!.Value, line.ToString());
    });

    [Fact]
    public void An_amendment_that_changes_nothing_changes_nothing() => Holds(contract =>
    {
        var facts = contract.Facts;
        foreach (var day in Moments(contract))
        {
            var same = facts.Terms.On(day);
            contract.Amended(day, same).Lines.ShouldBe(contract.Lines, $"{day:O} in {contract}");
            contract.Amended(day, same with { Round = 9, Basis = same.Basis with { Version = 9 } }).Lines.Select(Reckoned.Of).ShouldBe(contract.Lines.Select(Reckoned.Of), $"{day:O} in {contract}");
        }
    });

    [Fact]
    public void Amendments_of_different_days_may_be_recorded_in_any_order() => Holds(contract =>
    {
        var apart = contract.Agreed.Skip(1).DistinctBy(it => it.TakesEffectOn).ToList();
        var forwards = contract with { Agreed = [contract.Agreed[0], .. apart] };
        var backwards = contract with { Agreed = [contract.Agreed[0], .. Enumerable.Reverse(apart)] };
        backwards.Lines.ShouldBe(forwards.Lines);
    });

    [Fact]
    public void A_termination_on_the_last_day_of_a_year_leaves_that_year_and_those_before_and_owes_nothing_after() => Holds(contract =>
    {
        for (var year = 1; year <= 5; year++)
        {
            var ended = (contract with { EndsOn = DayByDay.Anniversary(contract.StartsOn, year).AddDays(-1) }).Lines;
            var whole = (contract with { EndsOn = null }).Lines;
            ended.Where(line => line.Year <= year).ShouldBe(whole.Where(line => line.Year <= year));
            ended.Where(line => line.Year > year).ShouldAllBe(line => line.Amount == Money.Zero);
            ended.Select(line => (line.CommitmentId, line.OpensOn)).ShouldBe(whole.Select(line => (line.CommitmentId, line.OpensOn)));
        }
    });

    [Fact]
    public void A_later_end_never_owes_less_and_no_end_owes_most() => Holds(contract =>
    {
        var ends = Moments(contract).Order().ToList();
        var amounts = ends.Select(day => (contract with { EndsOn = day }).Lines.Select(line => line.Amount).ToList()).Append([.. (contract with { EndsOn = null }).Lines.Select(line => line.Amount)]).ToList();
        for (var i = 1; i < amounts.Count; i++) amounts[i].Zip(amounts[i - 1]).ShouldAllBe(pair => pair.First >= pair.Second);
    });

    [Fact]
    public void A_year_more_adds_its_lines_and_leaves_the_others() => Holds(contract =>
    {
        for (var years = 0; years < 5; years++) OwedLines.Of(contract.Facts, years).ShouldBe(contract.Lines.Where(line => line.Year <= years));
    });

    [Fact]
    public void Its_trace_alone_gives_the_amount_again() => Holds(contract =>
    {
        foreach (var (line, trace) in contract.Lines.Select(line => (line, line.Trace)))
        {
            var exact = trace.Spans.Aggregate(Fraction.Zero, (sum, span) => sum + Fraction.Of(span.Annual.Cents * (BigInteger)span.Days, trace.YearDays)) * Fraction.OfRate(trace.AchievedRate ?? 1);
            new Money(exact.Nearest()).ShouldBe(trace.Amount);
            (trace.Kind, trace.Year, trace.Mission, trace.Contract, trace.Amount).ShouldBe((line.Kind, line.Year, line.Mission, contract.Number, line.Amount));
            trace.Spans.ShouldAllBe(span => span.Days == span.To.DayNumber - span.From.DayNumber + 1 && span.From >= trace.YearFrom && span.To <= trace.YearTo && span.To <= (contract.EndsOn ?? span.To));
            trace.Spans.Zip(trace.Spans.Skip(1)).ShouldAllBe(pair => pair.First.To < pair.Second.From);
            trace.YearDays.ShouldBeInRange(365, 366);
            (line.Instalments[0].Amount == line.Amount || line.Instalments[0].Kind == InstalmentKind.Advance).ShouldBeTrue();
        }
    });

    [Fact]
    public void Every_line_has_an_id_of_its_own() => Holds(contract => contract.Lines.Select(line => line.CommitmentId).ShouldBeUnique());

    [Fact]
    public void The_contracts_generated_meet_what_the_laws_are_about()
    {
        var met = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        Holds(contract =>
        {
            var lines = contract.Lines;
            Count("terminated within a year", lines.Any(line => line.Trace.EndsOn is not null && line.Trace.Spans.Count > 0));
            Count("worth nothing after the end", lines.Any(line => line.Trace.EndsOn is not null && line.Trace.Spans.Count == 0));
            Count("two amounts in a line", lines.Any(line => line.Trace.Spans.Count > 1));
            Count("out of the terms for a while", lines.Any(line => line.Trace.Spans.Zip(line.Trace.Spans.Skip(1)).Any(pair => pair.First.To.AddDays(1) < pair.Second.From)));
            Count("two amendments of one day", contract.Agreed.Skip(1).GroupBy(it => it.TakesEffectOn).Any(group => group.Count() > 1));
            Count("a mission of a day", lines.Any(line => line.Kind == LineKind.Fixed && line.OpensOn == line.Trace.YearTo));
            Count("a year of 366 days", lines.Any(line => line.Trace.YearDays == 366));
            Count("assessed", lines.Any(line => line.Kind == LineKind.Variable && line.Amount.IsPositive));
            Count("a full year of a mission", lines.Any(line => line.Kind == LineKind.Fixed && line.Trace.Spans.Total(span => new Money(span.Days)).Cents == line.Trace.YearDays));
            Count("started before it is in the terms", lines.Any(line => line.Mission is { } mission && line.Kind == LineKind.Fixed && line.OpensOn > contract.Starts[mission] && line.OpensOn > line.Trace.YearFrom));
            Count("half a cent of an advance", lines.Any(line => line.Trace.AdvanceRate is { } rate && (line.Amount.Cents * rate) % 1 == 0.5m));
            Count("a renewal", contract.Number > 1);
        });
        met.Where(it => it.Value == 0).ShouldBeEmpty();
        met.Count.ShouldBe(12);

        void Count(string what, bool isSo) => met.AddOrUpdate(what, isSo ? 1 : 0, (_, count) => count + (isSo ? 1 : 0));
    }

    private static void Holds(Action<AnyContract> law) => Law.Holds(AnyContracts.All, law);

    private static Money? Annual(Terms terms, OwedLine line) => line.Kind switch
    {
        LineKind.Functioning => terms.Functioning,
        LineKind.Fixed => terms.Find(line.Mission!.Value)?.Fixed,
        _ => terms.Find(line.Mission!.Value)?.Variable,
    };

    /// <summary>Days on which something could break: acts, anniversaries and the days before.</summary>
    private static IEnumerable<DateOnly> Moments(AnyContract contract)
        => contract.Starts.Values.Concat(contract.Agreed.Select(it => it.TakesEffectOn)).Concat(Enumerable.Range(0, 5).Select(years => DayByDay.Anniversary(contract.StartsOn, years)))
            .SelectMany(day => new[] { day.AddDays(-1), day }).Where(day => day >= contract.StartsOn).Distinct();
}
