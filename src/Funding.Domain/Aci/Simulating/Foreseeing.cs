using Funding.Domain.Cpts;

namespace Funding.Domain.Aci;

/// <summary>The lines as they stand from a day on.</summary>
internal sealed record Stage(DateOnly Since, Sequence<OwedLine> Lines)
{
    public OwedLine? Find(string id) => Lines.FirstOrDefault(line => line.CommitmentId == id);
}

/// <summary>How lines are paid when what is owed changes on the way (R10, R19, R20): each instalment is taken as paid on its day.</summary>
internal static class Foreseeing
{
    public static IEnumerable<SimulatedLine> Of(IReadOnlyList<Stage> stages) => stages[^1].Lines.Select(owed => Of(owed, stages));

    private static SimulatedLine Of(OwedLine owed, IReadOnlyList<Stage> stages)
    {
        var opened = stages.Last(stage => stage.Since <= owed.OpensOn).Find(owed.CommitmentId)!;
        var (line, amount) = (new SimulatedLine(owed, opened.Instalments, []), opened.Amount);
        foreach (var stage in stages.Where(stage => stage.Since > owed.OpensOn))
        {
            var now = stage.Find(owed.CommitmentId)!;
            line = now.Amount >= amount ? Raise(line, now.Amount - amount) : Lower(line, amount - now.Amount, stage.Since);
            amount = now.Amount;
        }

        return line;
    }

    /// <summary>An increase goes to the balance, or opens one, due on the anniversary that closes the year.</summary>
    private static SimulatedLine Raise(SimulatedLine line, Money difference)
    {
        if (difference == Money.Zero) return line;
        var last = line.Instalments[^1];
        return line with
        {
            Instalments = last.Kind == InstalmentKind.Balance
                ? [.. line.Instalments.SkipLast(1), last with { Amount = last.Amount + difference }]
                : [.. line.Instalments, new(last.Number + 1, InstalmentKind.Balance, line.Owed.Trace.YearTo.AddDays(1), difference)],
        };
    }

    /// <summary>A decrease takes from what is not yet due, the last instalment first; what was paid beyond what is owed is recovered.</summary>
    private static SimulatedLine Lower(SimulatedLine line, Money difference, DateOnly on)
    {
        var instalments = line.Instalments.ToArray();
        for (var i = instalments.Length - 1; i >= 0 && instalments[i].DueOn >= on; i--)
        {
            var taken = Money.Min(difference, instalments[i].Amount);
            instalments[i] = instalments[i] with { Amount = instalments[i].Amount - taken };
            difference -= taken;
        }

        return line with { Instalments = instalments.ToSequence(), Recoveries = difference.IsPositive ? [.. line.Recoveries, new(on, difference)] : line.Recoveries };
    }
}
