using Funding.Domain.Aci;
using Funding.Domain.Cpts;

namespace Funding.Domain.Views;

/// <summary>An event that says what a line of a contract is worth, where it is in the ledger.</summary>
/// <param name="Cpts">The CPTS.</param>
/// <param name="Position">Its position in the ledger.</param>
/// <param name="Event"><see cref="AciLineOpened"/> or <see cref="AciLineRecalculated"/>.</param>
public sealed record PlacedLine(Guid Cpts, long Position, CommitmentEvent Event);

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
    /// <summary>The variable parts that some events tell of, in ledger order; other lines are passed over.</summary>
    public static IReadOnlyList<VariablePart> Of(IEnumerable<PlacedLine> lines)
    {
        var parts = new Dictionary<(Guid, string), VariablePart>();
        foreach (var line in lines.OrderBy(it => it.Position))
        {
            if (TraceOf(line.Event) is not { Kind: LineKind.Variable } trace) continue;
            var key = (line.Cpts, line.Event.Commitment.Id);
            var atMost = LineSums.Amount(trace.Spans, trace.YearDays, 1);
            parts[key] = parts.TryGetValue(key, out var known)
                ? known with { Earned = trace.Amount, AtMost = atMost, Positions = [.. known.Positions, line.Position] }
                : new(line.Cpts, line.Event.Commitment, line.Event.EffectiveDate, trace.Amount, atMost, [line.Position]);
        }

        return [.. parts.Values];
    }

    private static CalculationTrace? TraceOf(CommitmentEvent happened) => happened switch
    {
        AciLineOpened it => it.Trace,
        AciLineRecalculated it => it.Trace,
        _ => null,
    };
}
