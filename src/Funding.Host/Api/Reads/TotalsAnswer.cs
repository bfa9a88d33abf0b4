using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Api.Reads;

/// <summary>Totals by source, every source named.</summary>
internal sealed record SourcesAnswer(Totals Fir, Totals Aci, Totals Transformation)
{
    public static SourcesAnswer Of(IReadOnlyDictionary<FundingSource, Totals> sources) => new(
        sources.GetValueOrDefault(FundingSource.Fir, Totals.None),
        sources.GetValueOrDefault(FundingSource.Aci, Totals.None),
        sources.GetValueOrDefault(FundingSource.Transformation, Totals.None));
}
