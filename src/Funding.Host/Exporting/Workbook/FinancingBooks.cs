using Funding.Domain.Cpts;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Exporting.Workbook;

/// <summary>Reads what the workbook tells, all of it at one instant.</summary>
internal sealed class FinancingBooks(IRegions regions, IFoldedDossiers dossiers, IProofs proofs, DomainClock clock, ReferenceData reference)
{
    /// <summary>The workbook.</summary>
    /// <param name="budgetYear">Of the commitments; null for all.</param>
    /// <param name="moment">From where in time; without an instant, as known now.</param>
    /// <param name="covers">Whether the CPTS of a region may be told one by one.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<FinancingBook> ReadAsync(int? budgetYear, Moment moment, Func<string, bool> covers, CancellationToken cancellation)
    {
        moment = await clock.PinAsync(moment, cancellation);
        var (all, nation) = await regions.NationAsync(new FinancingQuery(budgetYear, null, null, moment), cancellation);
        var covered = reference.Regions.Where(region => covers(region.Code)).ToList();
        var lines = new List<(string Region, BookLine Line)>();
        if (covered.Count > 0)
            await foreach (var cpts in dossiers.ReadAsync(new DossierQuery(covered.Count == 1 ? covered[0].Code : null), moment, cancellation))
                lines.AddRange(LinesOf(cpts.State, budgetYear).Select(line => (cpts.State.RegionCode, line)));
        var byRegion = lines.ToLookup(it => it.Region, it => it.Line);
        var sheets = reference.Regions.Select(region => new BookRegion(
            region.Code, region.Name, all.Single(it => it.RegionCode == region.Code),
            covers(region.Code) ? [.. byRegion[region.Code].OrderBy(line => line.Name, FrenchOrder.Comparer).ThenBy(line => line.Source)] : null));
        return new FinancingBook(budgetYear, moment, [.. sheets], nation, await proofs.HeadAsync(cancellation));
    }

    /// <summary>A line for each source that gave something, or promised to.</summary>
    private static IEnumerable<BookLine> LinesOf(Dossier dossier, int? budgetYear)
        => from source in Totals.BySource(dossier.Commitments.Values.Where(it => budgetYear is null || it.Ref.BudgetYear == budgetYear))
           let territory = dossier.Territory.Latest
           select new BookLine(dossier.Name.Latest, territory.DepartmentCode, dossier.Phase.Name, dossier.Phase.Since, territory.Population, source.Key, source.Value);
}
