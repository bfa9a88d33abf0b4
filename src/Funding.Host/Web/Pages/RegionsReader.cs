using System.Globalization;
using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Web.Maps;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the page of the regions.</summary>
internal sealed class RegionsReader(IRegions regions, ReferenceData reference, DomainClock clock)
{
    private const string AllYears = "all";

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var paris = reference.MainlandZone();
        var question = MomentQuestion.Read(query, paris);
        var today = paris.DayOf(await clock.NowAsync(cancellation)).Year;
        var year = YearOf(query["budgetYear"], today);
        var envelopes = await regions.EnvelopesAsync(null, null, question.Moment, cancellation);
        var asked = new FinancingQuery(year, null, null, question.Moment);
        var (rows, nation) = await regions.NationAsync(asked, cancellation);
        return Answers.Page<RegionsPage>(new RegionsModel
        {
            Moment = question,
            Year = year,
            Asked = asked,
            Map = MapQuestion.Read(query),
            Years = [.. envelopes.Select(envelope => envelope.Year).Append(today).Append(year ?? today).Distinct().OrderDescending()],
            Regions = [.. rows.Select(row => new RegionRow(row.RegionCode!, reference.FindRegion(row.RegionCode!)?.Name ?? row.RegionCode!, row, reference.InhabitantsOf(row.RegionCode!))).OrderBy(row => row.Name, FrenchOrder.Comparer)],
            Nation = nation,
        });
    }

    private static int? YearOf(string? text, int today)
        => string.IsNullOrEmpty(text) ? today
            : text == AllYears ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100 ? year
            : throw new UnreadableQuestionException($"« {text} » n’est pas un exercice.");
}
