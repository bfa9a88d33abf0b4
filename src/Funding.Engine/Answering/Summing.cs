using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;

namespace Funding.Engine.Answering;

/// <summary>Adds sums of entries up, source by source and kind by kind.</summary>
internal sealed class Summing
{
    private readonly Dictionary<FundingSource, Totals> sources = [];
    private long counted;

    public EntrySum Sum => new(counted, Sums.Complete(sources));

    public void Take(FundingSource from, EntryKind kind, Money amount, long count)
    {
        sources[from] = sources.GetValueOrDefault(from, Totals.None).With(kind, amount);
        counted += count;
    }
}
