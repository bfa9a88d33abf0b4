using System.Globalization;
using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Pages;

/// <summary>Reads what falls due.</summary>
internal sealed class DeadlinesReader(IOutlooks outlooks, LegalToday legal, ReferenceData reference, Visitor visitor)
{
    private const int DefaultWithin = 90;
    private const int MostWithin = 3660;
    private const int MostShown = 250;

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var region = query["region"].ToString() is { Length: > 0 } code ? code : null;
        if (region is not null && !reference.IsRegion(region)) return Answers.NotFound();
        var question = MomentQuestion.Read(query, region is null ? reference.MainlandZone() : reference.ZoneOf(region));
        var within = int.TryParse(query["within"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? Math.Min(days, MostWithin) : DefaultWithin;
        var found = Scope.Of(visitor.Caller, region) is { } scope ? await outlooks.ReadAsync(scope.Dossiers, question.Moment, cancellation) : [];
        var today = await legal.ByRegionAsync(question.Moment, cancellation);
        var due = DeadlineItem.Within(found, within, today).ToList();
        return Answers.Page<DeadlinesPage>(new DeadlinesModel
        {
            Moment = question, RegionCode = region, Within = within, Items = [.. due.Take(MostShown)], More = Math.Max(0, due.Count - MostShown),
            Months = CalendarMonth.Of(due), Today = today(region ?? ""),
            Synthetic = found.Any(it => it.Synthetic), Reference = reference,
        });
    }
}
