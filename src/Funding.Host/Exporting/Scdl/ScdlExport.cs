using Funding.Domain;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Settings;

namespace Funding.Host.Exporting.Scdl;

/// <summary>A convention that the file leaves out.</summary>
/// <param name="Convention">Which one.</param>
/// <param name="Obstacles">Why, in French.</param>
internal sealed record LeftOut(GrantConvention Convention, IReadOnlyList<string> Obstacles);

/// <summary>A convention that was not published in time.</summary>
/// <param name="Convention">Which one.</param>
/// <param name="PublishBy">The last day on which it was in time.</param>
/// <param name="DaysLate">Days since, 1 or more.</param>
internal sealed record LateConvention(GrantConvention Convention, DateOnly PublishBy, int DaysLate);

/// <summary>The open data of grants: the rows of the schema, and what they leave out.</summary>
/// <param name="Rows">The cells of each row, in the order of the schema.</param>
/// <param name="LeftOut">What is to be published and cannot be a row.</param>
internal sealed record ScdlFile(IReadOnlyList<string[]> Rows, IReadOnlyList<LeftOut> LeftOut);

/// <summary>Makes the open data of grants (SCDL « subventions » v2.1.1; décret 2017-779).</summary>
internal sealed class ScdlExport(IFoldedDossiers dossiers, LegalToday today, DomainClock clock, ReferenceData reference, RuleSettings rules, ScdlSettings settings)
{
    /// <summary>The file, by region, beneficiary, year and convention.</summary>
    public async Task<ScdlFile> FileAsync(DossierQuery query, int? budgetYear, Moment moment, CancellationToken cancellation)
    {
        moment = await clock.PinAsync(moment, cancellation);
        var days = await today.ByRegionAsync(moment, cancellation);
        var (rows, leftOut) = (new List<string[]>(), new List<LeftOut>());
        foreach (var convention in await ConventionsAsync(query, budgetYear, moment, cancellation))
        {
            var region = convention.Cpts.State.RegionCode;
            var grantor = Grantor.Of(region, settings, reference);
            var obstacles = ScdlRow.Obstacles(convention, grantor).ToList();
            if (obstacles.Count > 0) leftOut.Add(new LeftOut(convention, obstacles));
            else rows.Add(ScdlRow.Cells(convention, grantor, days(region)));
        }

        return new ScdlFile(rows, leftOut);
    }

    /// <summary>
    /// What is past its last day of publication, earliest first. The record does not see what is on line: who says when the file that
    /// is there was made has what that file held left out of the list.
    /// </summary>
    public async Task<IReadOnlyList<LateConvention>> LateAsync(DossierQuery query, int? budgetYear, DateTimeOffset? publishedAsOf, Moment moment, CancellationToken cancellation)
    {
        moment = await clock.PinAsync(moment, cancellation);
        var days = await today.ByRegionAsync(moment, cancellation);
        var published = publishedAsOf is null ? []
            : (await ConventionsAsync(query, budgetYear, new Moment(publishedAsOf), cancellation)).Where(IsPublishable).Select(it => it.Key).ToHashSet();
        return [.. from it in await ConventionsAsync(query, budgetYear, moment, cancellation)
                   let last = it.PublishBy(rules)
                   let day = days(it.Cpts.State.RegionCode)
                   where last < day && !published.Contains(it.Key)
                   orderby last
                   select new LateConvention(it, last, day.DayNumber - last.DayNumber)];
    }

    private bool IsPublishable(GrantConvention it) => !ScdlRow.Obstacles(it, Grantor.Of(it.Cpts.State.RegionCode, settings, reference)).Any();

    private async Task<List<GrantConvention>> ConventionsAsync(DossierQuery query, int? budgetYear, Moment moment, CancellationToken cancellation)
    {
        var found = new List<GrantConvention>();
        await foreach (var cpts in dossiers.ReadAsync(query, moment, cancellation))
            found.AddRange(GrantConvention.Of(cpts, rules).Where(it => budgetYear is null || it.BudgetYear == budgetYear));
        return [.. found.OrderBy(it => it.Cpts.State.RegionCode, StringComparer.Ordinal).ThenBy(it => it.Cpts.State.Name.Latest, FrenchOrder.Comparer).ThenBy(it => it.Cpts.Id)
            .ThenBy(it => it.BudgetYear).ThenBy(it => it.SignedOn).ThenBy(it => it.Reference, StringComparer.Ordinal)];
    }
}
