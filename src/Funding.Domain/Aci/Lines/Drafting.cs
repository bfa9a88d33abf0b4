using Funding.Domain.Cpts;

namespace Funding.Domain.Aci;

/// <summary>Draws up the lines of one contract year: of the functioning, or of a mission from its start on.</summary>
internal sealed record Drafting(ContractFacts Facts, ContractYear Year, Mission? Mission = null, DateOnly Start = default)
{
    /// <summary>Whole at the signature in the first year of the first contract, so that it is paid before missions start; else in two (R18).</summary>
    public OwedLine Functioning()
    {
        var atOnce = Facts.Number == 1 && Year.Number == 1;
        return atOnce ? AtOnce(LineKind.Functioning, Facts.SignedOn, terms => terms.Functioning) : InTwo(LineKind.Functioning, Year.From, terms => terms.Functioning);
    }

    /// <summary>The fixed part, or null when the mission counts on no day of the year.</summary>
    public OwedLine? Fixed()
    {
        var inTerms = AgreedSpans.Between(FirstDay, Year.To, Facts.Terms, FixedPart);
        return inTerms.Count == 0 ? null : InTwo(LineKind.Fixed, inTerms[0].From, FixedPart);
    }

    /// <summary>The variable part, or null when it is not assessed, or the mission counts on no day of the year.</summary>
    public OwedLine? Variable()
        => Facts.Achievements.TryGetValue((Year.Number, Mission!.Value), out var achieved) && AgreedSpans.Between(FirstDay, Year.To, Facts.Terms, VariablePart).Count > 0
            ? AtOnce(LineKind.Variable, achieved.AssessedOn, VariablePart, achieved.Rate)
            : null;

    private DateOnly FirstDay => Start > Year.From ? Start : Year.From;

    /// <summary>The last day of a contract that ends within the year or before it; else null.</summary>
    private DateOnly? CutOn => Facts.EndsOn < Year.To ? Facts.EndsOn : null;

    private Money? FixedPart(Terms terms) => terms.Find(Mission!.Value)?.Fixed;

    private Money? VariablePart(Terms terms) => terms.Find(Mission!.Value)?.Variable;

    private OwedLine AtOnce(LineKind kind, DateOnly opensOn, Func<Terms, Money?> annual, decimal? rate = null)
    {
        var trace = Trace(kind, annual, rate, advanceRate: null);
        return Line(trace, opensOn, LineSums.AtOnce(trace.Amount, opensOn));
    }

    private OwedLine InTwo(LineKind kind, DateOnly opensOn, Func<Terms, Money?> annual)
    {
        var advanceRate = Facts.Terms.On(opensOn).Basis.AdvanceRate;
        var trace = Trace(kind, annual, rate: null, advanceRate);
        return Line(trace, opensOn, LineSums.InTwo(trace.Amount, advanceRate, opensOn, Year.Closing));
    }

    private CalculationTrace Trace(LineKind kind, Func<Terms, Money?> annual, decimal? rate, decimal? advanceRate)
    {
        var spans = AgreedSpans.Between(FirstDay, CutOn ?? Year.To, Facts.Terms, annual);
        return new(kind, Facts.Number, Year.Number, Mission, Year.From, Year.To, Year.Days, spans, rate, advanceRate, CutOn, LineSums.Amount(spans, Year.Days, rate ?? 1));
    }

    private static OwedLine Line(CalculationTrace trace, DateOnly opensOn, Sequence<PlannedInstalment> instalments)
        => new(LineId.Of(trace.Contract, trace.Year, trace.Kind, trace.Mission), trace.Kind, trace.Year, trace.Mission, trace.YearFrom.Year, opensOn, trace.Amount, instalments, trace);
}
