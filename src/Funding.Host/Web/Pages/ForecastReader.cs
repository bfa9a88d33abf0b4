using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>Reads what will be owed.</summary>
internal sealed class ForecastReader(IOutlooks outlooks, LegalToday legal, ReferenceData reference)
{
    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var region = query["region"].ToString() is { Length: > 0 } code ? code : null;
        if (region is not null && !reference.IsRegion(region)) return Answers.NotFound();
        var question = MomentQuestion.Read(query, region is null ? reference.MainlandZone() : reference.ZoneOf(region));
        var found = await outlooks.ReadAsync(new DossierQuery(region), question.Moment, cancellation);
        var today = await legal.ByRegionAsync(question.Moment, cancellation);
        var forecast = Forecast.Of(found.SelectMany(it => it.Payables), today(region ?? ""));
        return Answers.Page<ForecastPage>(new ForecastModel(question, region, forecast, found.Any(it => it.Synthetic), reference));
    }
}
