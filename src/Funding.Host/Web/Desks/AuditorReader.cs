using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Host.Web.Desks;

/// <summary>Reads the state of the record and the figures of the nation, or of the region that the visitor reads.</summary>
internal sealed class AuditorReader(IProofs proofs, IProgressReader progress, IRegions regions, ReferenceData reference, FundingSettings settings, Visitor visitor)
{
    public async Task<IResult> DeskAsync(CancellationToken cancellation)
    {
        var (state, region, asked) = (await progress.ReadAsync(cancellation), reference.FindRegion(visitor.Caller.RegionCode), new FinancingQuery(null, null, null, Moment.Now));
        return Answers.Page<AuditorPage>(new AuditorModel
        {
            Head = await proofs.HeadAsync(cancellation), Progress = state, Alarms = [.. Alarm.Of(state, settings.Alarms).Where(alarm => alarm.IsRaised)],
            Figures = region is null ? (await regions.NationAsync(asked, cancellation)).Nation : await regions.RegionAsync(region.Code, asked, cancellation),
            Place = region?.Name ?? "France entière", Zone = reference.MainlandZone(),
        });
    }
}
