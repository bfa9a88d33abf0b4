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

    /// <summary>R19: an increase goes to the balance, or opens one.</summary>
    public static Sequence<InstalmentChange> RaiseBalance(Commitment commitment, Money difference, DateOnly dueOn)
        => commitment.Instalments.FindLast(instalment => instalment.Kind == InstalmentKind.Balance) is { } balance
            ? [new InstalmentChange(balance.Number, balance.Kind, balance.DueOn, difference)]
            : [new InstalmentChange(commitment.Instalments.Count + 1, InstalmentKind.Balance, dueOn, difference)];

    /// <summary>R10: a reduction takes what is uncertified, the last instalment first, then unpaid certifications, the last instalment first.</summary>
    public static (Sequence<InstalmentChange> Changes, Sequence<InstalmentSum> Fallen) Reduce(Commitment commitment, Money difference)
    {
        var (free, certified) = (Taken(commitment, difference, instalment => instalment.Free), Sequence<InstalmentSum>.Empty);
        var left = difference - free.Total(sum => sum.Amount);
        if (left.IsPositive) certified = Taken(commitment, left, instalment => instalment.Payable);
        var changes = commitment.Instalments.Reverse()
            .Select(instalment => (instalment, taken: free.Concat(certified).Where(sum => sum.Number == instalment.Number).Total(sum => sum.Amount)))
            .Where(it => it.taken.IsPositive)
            .Select(it => new InstalmentChange(it.instalment.Number, it.instalment.Kind, it.instalment.DueOn, -it.taken));
        return (changes.ToSequence(), certified);
    }

    /// <summary>What a cancellation releases: all that is neither certified nor barred.</summary>
    public static Sequence<InstalmentSum> Free(Commitment commitment)
        => commitment.Instalments.Where(instalment => instalment.Free.IsPositive).Select(instalment => new InstalmentSum(instalment.Number, instalment.Free)).ToSequence();

    private static InstalmentChange Raise(Commitment commitment, Money difference, DateOnly on)
        => commitment.Instalments.FindLast(instalment => instalment.Fixed == Money.Zero) is { } open
            ? new InstalmentChange(open.Number, open.Kind, open.DueOn, difference)
            : new InstalmentChange(commitment.Instalments.Count + 1, InstalmentKind.Balance, on, difference);

    private static Sequence<InstalmentChange> Lower(Commitment commitment, Money difference)
        => Taken(commitment, difference, instalment => instalment.Free)
            .Select(sum => (sum, instalment: commitment.Instalments[sum.Number - 1]))
            .Select(it => new InstalmentChange(it.instalment.Number, it.instalment.Kind, it.instalment.DueOn, -it.sum.Amount)).ToSequence();

    /// <summary>An amount taken from what instalments can give, the last one first.</summary>
    private static Sequence<InstalmentSum> Taken(Commitment commitment, Money amount, Func<Instalment, Money> available)
    {
        var taken = new List<InstalmentSum>();
        foreach (var instalment in commitment.Instalments.Reverse())
        {
            var part = Money.Min(amount, available(instalment));
            if (!part.IsPositive) continue;
            taken.Add(new InstalmentSum(instalment.Number, part));
            amount -= part;
        }

        return taken.ToSequence();
    }

    private static bool Changes(Commitment commitment, InstalmentChange change)
        => change.Change != Money.Zero || commitment.Find(change.Number) is not { } known || known.Kind != change.Kind || known.DueOn != change.DueOn;
}
