using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Benchmarks.Histories;

/// <summary>A grant as its story needs it: the money of its instalments, and what is about to happen to it.</summary>
internal sealed class LongGrant(FirGrantAwarded award)
{
    private int keys;

    public CommitmentRef Ref { get; } = award.Commitment;

    public DateOnly Since { get; } = award.EffectiveDate;

    public Money Committed => Lines.Total(line => line.Amount);

    public LongInstalment[] Lines { get; } = [.. award.Instalments.Select(plan => new LongInstalment(plan) { Amount = plan.Amount })];

    /// <summary>The first instalment that is not wholly paid.</summary>
    public LongInstalment? Open => Array.Find(Lines, line => line.Paid < line.Amount);

    /// <summary>A payment or certification made by mistake, to be reversed next.</summary>
    public (CommitmentEvent Event, Guid Id, PersonId By)? Mistake { get; set; }

    /// <summary>A recovery ordered, of which so much is still due.</summary>
    public (string Id, DateOnly Since, Money Due)? Recovery { get; set; }

    /// <summary>Whether the money paid for it is to be asked back.</summary>
    public bool Undue { get; set; }

    /// <summary>Whether nothing is about to happen to it.</summary>
    public bool IsOver => Open is null && Mistake is null && Recovery is null && !Undue;

    /// <summary>About how many entries are still to come.</summary>
    public int Pending => 2 * Lines.Count(line => line.Paid < line.Amount);

    public string Key(string kind) => $"{Ref.Id}-{kind}{++keys}";

    /// <summary>Gives up what is not certified, and says what that was.</summary>
    public Sequence<InstalmentSum> Released()
    {
        var free = Sums(line => line.Free);
        foreach (var line in Lines) line.Amount = line.Certified;
        return free;
    }

    public Sequence<InstalmentSum> Sums(Func<LongInstalment, Money> sum)
        => Lines.Select(line => new InstalmentSum(line.Plan.Number, sum(line))).Where(it => it.Amount.IsPositive).ToSequence();
}

/// <summary>The money of an instalment.</summary>
internal sealed class LongInstalment(PlannedInstalment plan)
{
    public PlannedInstalment Plan { get; } = plan;

    public Money Amount { get; set; }

    public Money Certified { get; set; }

    public Money Paid { get; set; }

    public DateOnly LastCertifiedOn { get; set; }

    public Money Payable => Certified - Paid;

    public Money Free => Amount - Certified;
}
