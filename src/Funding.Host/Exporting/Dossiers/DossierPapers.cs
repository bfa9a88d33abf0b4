using Funding.Domain;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Exporting.Dossiers;

/// <summary>Reads what the paper dossier tells, all of it at one instant.</summary>
internal sealed class DossierPapers(IDossiers dossiers, IPeople people, IProofs proofs, DomainClock clock, ReferenceData reference, RuleSettings rules)
{
    private const int EventsAtOnce = 1000;

    /// <summary>The paper dossier as a file (PDF), or null when no such CPTS was known at the moment.</summary>
    public async Task<byte[]?> WriteAsync(Guid id, Moment moment, CancellationToken cancellation)
    {
        moment = await clock.PinAsync(moment, cancellation);
        if (await dossiers.FindAsync(id, moment, cancellation) is not { } view) return null;
        var timeline = new List<TimelineItem>();
        for (string? after = null; ;)
        {
            var page = await dossiers.TimelineAsync(id, moment, new PageRequest(EventsAtOnce, after), cancellation);
            timeline.AddRange(page.Items);
            if ((after = page.Next) is null) break;
        }

        var names = await people.NamesAsync([.. timeline.Select(item => item.Actor).Distinct()], cancellation);
        var region = reference.FindRegion(view.State.RegionCode);
        var paper = new DossierPaper(view, timeline, names, moment, region?.Name ?? view.State.RegionCode, reference.ZoneOf(view.State.RegionCode), await proofs.HeadAsync(cancellation));
        return new DossierDocument(paper, rules).ToBytes();
    }
}
