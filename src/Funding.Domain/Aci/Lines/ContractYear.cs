namespace Funding.Domain.Aci;

/// <summary>One year of a contract, from an anniversary to the day before the next (R17).</summary>
/// <param name="Number">From 1.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day, included.</param>
internal sealed record ContractYear(int Number, DateOnly From, DateOnly To)
{
    /// <summary>The actual days: 365 or 366.</summary>
    public int Days => Between(From, To);

    /// <summary>The next anniversary, on which the balances fall due.</summary>
    public DateOnly Closing => To.AddDays(1);

    public static ContractYear Of(DateOnly startsOn, int number)
        => new(number, OwedLines.Opening(startsOn, number), OwedLines.Opening(startsOn, number + 1).AddDays(-1));

    /// <summary>The days from one to the other, both included.</summary>
    public static int Between(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber + 1;
}
