namespace Funding.Domain.Cpts;

/// <summary>R9 and R10: on which instalments a difference falls.</summary>
internal static class Spreading
{
    /// <summary>An increase goes to the last uncertified instalment, or opens the next number; a decrease takes uncertified money from the last one backwards.</summary>
    public static Sequence<InstalmentChange> Spread(Commitment commitment, Money difference, DateOnly on)
        => difference.IsPositive ? [Raise(commitment, difference, on)]
            : difference < Money.Zero ? Lower(commitment, -difference) : [];

    /// <summary>The instalments given, in order, replace those of the same numbers; those left out are reduced to nothing.</summary>
    public static Sequence<InstalmentChange> Replace(Commitment commitment, IReadOnlyList<InstalmentPlan> plans)
    {
        var planned = Planning.Number(plans);
        var kept = planned.Select((plan, i) => commitment.Find(plan.Number) is { } known
            ? new InstalmentChange(plan.Number, plans[i].Kind ?? known.Kind, plan.DueOn, plan.Amount - known.Amount)
            : new InstalmentChange(plan.Number, plan.Kind, plan.DueOn, plan.Amount));
        var dropped = commitment.Instalments.Skip(planned.Count).Select(known => new InstalmentChange(known.Number, known.Kind, known.DueOn, -known.Amount));
        return kept.Concat(dropped).Where(change => Changes(commitment, change)).ToSequence();
    }

    /// <summary>What a cancellation releases: all that is neither certified nor barred.</summary>
    public static Sequence<InstalmentSum> Free(Commitment commitment)
        => commitment.Instalments.Where(instalment => instalment.Free.IsPositive).Select(instalment => new InstalmentSum(instalment.Number, instalment.Free)).ToSequence();

    private static InstalmentChange Raise(Commitment commitment, Money difference, DateOnly on)
        => commitment.Instalments.FindLast(instalment => instalment.Fixed == Money.Zero) is { } open
            ? new InstalmentChange(open.Number, open.Kind, open.DueOn, difference)
            : new InstalmentChange(commitment.Instalments.Count + 1, InstalmentKind.Balance, on, difference);

    private static Sequence<InstalmentChange> Lower(Commitment commitment, Money difference)
    {
        var changes = new List<InstalmentChange>();
        foreach (var instalment in commitment.Instalments.Reverse())
        {
            var taken = Money.Min(difference, instalment.Free);
            if (!taken.IsPositive) continue;
            changes.Add(new InstalmentChange(instalment.Number, instalment.Kind, instalment.DueOn, -taken));
            difference -= taken;
        }

        return changes.ToSequence();
    }

    private static bool Changes(Commitment commitment, InstalmentChange change)
        => change.Change != Money.Zero || commitment.Find(change.Number) is not { } known || known.Kind != change.Kind || known.DueOn != change.DueOn;
}
