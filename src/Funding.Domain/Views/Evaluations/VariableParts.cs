using Funding.Domain.Aci;
using Funding.Domain.Cpts;

namespace Funding.Domain.Views;

/// <summary>What an event says a variable part of a contract is worth.</summary>
/// <param name="Cpts">The CPTS.</param>
/// <param name="Position">Of the event in the ledger.</param>
/// <param name="Commitment">The line.</param>
/// <param name="On">The date of the event.</param>
/// <param name="Earned">Euros, at the achieved rate.</param>
/// <param name="AtMost">Euros, at the full rate, for the same days and annual amounts.</param>
public sealed record PartWorth(Guid Cpts, long Position, CommitmentRef Commitment, DateOnly On, Money Earned, Money AtMost)
{
    /// <summary>Whether an event says so of a variable part.</summary>
    public static bool IsToldBy(CommitmentEvent happened) => TraceOf(happened) is { Kind: LineKind.Variable };

    /// <summary>What an event says, or null when it is not about a variable part.</summary>
    public static PartWorth? Of(Guid cpts, long position, CommitmentEvent happened)
        => TraceOf(happened) is { Kind: LineKind.Variable } trace
            ? new(cpts, position, happened.Commitment, happened.EffectiveDate, trace.Amount, LineSums.Amount(trace.Spans, trace.YearDays, 1))
            : null;

    private static CalculationTrace? TraceOf(CommitmentEvent happened) => happened switch
    {
        AciLineOpened it => it.Trace,
        AciLineRecalculated it => it.Trace,
        _ => null,
    };
}

/// <summary>The variable part of a mission in a contract year, as assessed.</summary>
/// <param name="Cpts">The CPTS.</param>
/// <param name="Commitment">The line.</param>
/// <param name="AssessedOn">The date of the act that opened it.</param>
/// <param name="Earned">Euros: what the last calculation gives, at the achieved rate.</param>
/// <param name="AtMost">Euros: the same at the full rate, for the same days and annual amounts.</param>
/// <param name="Positions">Of the events that say so, in ledger order.</param>
public sealed record VariablePart(Guid Cpts, CommitmentRef Commitment, DateOnly AssessedOn, Money Earned, Money AtMost, Sequence<long> Positions);

/// <summary>Variable parts together: assessed rates weighted by the amounts that they bear on.</summary>
/// <param name="Count">How many lines.</param>
/// <param name="Earned">Euros.</param>
/// <param name="AtMost">Euros.</param>
public sealed record EarnedFigures(int Count, Money Earned, Money AtMost)
{
    /// <summary>Earned / at most, four decimals; null when nothing could be earned.</summary>
    public decimal? Share => Shares.Of(Earned, AtMost);

    /// <summary>The sum of some parts.</summary>
    public static EarnedFigures Of(IReadOnlyCollection<VariablePart> parts) => new(parts.Count, parts.Total(it => it.Earned), parts.Total(it => it.AtMost));
}

/// <summary>Reads variable parts from the calculations stored with their lines.</summary>
public static class VariableParts
{
    /// <summary>The variable parts that some events tell of, in ledger order: what the last one says, dated at the first.</summary>
    public static IReadOnlyList<VariablePart> Of(IEnumerable<PartWorth> told)
    {
        var parts = new Dictionary<(Guid, string), VariablePart>();
        foreach (var it in told.OrderBy(it => it.Position))
        {
            var key = (it.Cpts, it.Commitment.Id);
            parts[key] = parts.TryGetValue(key, out var known)
                ? known with { Earned = it.Earned, AtMost = it.AtMost, Positions = [.. known.Positions, it.Position] }
                : new(it.Cpts, it.Commitment, it.On, it.Earned, it.AtMost, [it.Position]);
        }

        return [.. parts.Values];
    }
}
