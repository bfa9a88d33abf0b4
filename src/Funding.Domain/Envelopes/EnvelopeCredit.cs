using Funding.Domain.Cpts;
using Funding.Domain.Views;

namespace Funding.Domain.Envelopes;

/// <summary>What the acts on a CPTS take from the FIR envelopes of its region, or give back: stored in the same transaction as the acts.</summary>
public static class EnvelopeCredit
{
    /// <summary>The envelope events, by budget year, that go with events of a CPTS.</summary>
    public static IEnumerable<(int Year, EnvelopeEvent Event)> Of(Guid cptsId, IEnumerable<CptsEvent> events)
        => from happened in events
           from sum in Entries.Of(happened)
               .Where(entry => entry is { Kind: EntryKind.Committed, Commitment.Source: FundingSource.Fir })
               .GroupBy(entry => entry.Commitment, (commitment, entries) => (Commitment: commitment, Amount: entries.Total(entry => entry.Amount)))
           where sum.Amount != Money.Zero
           select (sum.Commitment.BudgetYear, Movement(cptsId, sum.Commitment.Id, sum.Amount, happened));

    private static EnvelopeEvent Movement(Guid cptsId, string commitmentId, Money amount, CptsEvent happened)
        => amount.IsPositive
            ? new CreditCommitted(cptsId, commitmentId, amount) { EffectiveDate = happened.EffectiveDate, Reference = happened.Reference }
            : new CreditReleased(cptsId, commitmentId, -amount) { EffectiveDate = happened.EffectiveDate, Reference = happened.Reference };
}
