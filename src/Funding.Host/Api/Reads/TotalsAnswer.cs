using Funding.Domain.Cpts;
using Funding.Host.Reading;

namespace Funding.Host.Api.Reads;

/// <summary>Totals by source, every source named.</summary>
internal sealed record SourcesAnswer(Totals Fir, Totals Aci, Totals Transformation)
{
    public static SourcesAnswer Of(IReadOnlyDictionary<FundingSource, Totals> sources) => new(
        sources.GetValueOrDefault(FundingSource.Fir, Totals.None),
        sources.GetValueOrDefault(FundingSource.Aci, Totals.None),
        sources.GetValueOrDefault(FundingSource.Transformation, Totals.None));

    public static SourcesAnswer Of(IEnumerable<Commitment> commitments)
        => Of(commitments.GroupBy(commitment => commitment.Ref.Source).ToDictionary(group => group.Key, Total));

    public static Totals Total(IEnumerable<Commitment> commitments)
        => commitments.Aggregate(Totals.None, (sum, it) => sum + new Totals(it.Committed, it.Certified, it.Paid, it.Barred, it.RecoveryOrdered, it.Recovered, it.Waived));
}
