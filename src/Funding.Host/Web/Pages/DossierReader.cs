using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Domain.Views;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>Reads a dossier with its whole timeline.</summary>
internal sealed class DossierReader(IDossiers dossiers, IPeople people, ReferenceData reference, RuleSettings rules, DomainClock clock)
{
    private const int PageSize = 500;

    public async Task<IResult> ReadAsync(Guid id, IQueryCollection query, CancellationToken cancellation)
    {
        var present = await dossiers.FindAsync(id, Moment.Now, cancellation);
        var zone = present is null ? reference.MainlandZone() : reference.ZoneOf(present.State.RegionCode);
        var question = MomentQuestion.Read(query, zone);
        var asked = question.IsPast ? await dossiers.FindAsync(id, question.Moment, cancellation) : present;
        if (asked is not { } view) return Answers.NotFound();

        var timeline = await TimelineAsync(id, question.Moment, cancellation);
        var known = zone.DayOf(question.Moment.AsOf ?? await clock.NowAsync(cancellation));
        var today = question.Moment.EffectiveOn is { } on && on < known ? on : known;
        return Answers.Page<DossierPage>(new DossierModel
        {
            Moment = question, View = view, Today = today, Timeline = timeline, IsWhole = query["chronologie"] == "toute", Reference = reference,
            Names = await people.NamesAsync([.. timeline.Select(item => item.Actor).Distinct()], cancellation),
            Alerts = [.. DossierAlerts.Of(view, today, rules)],
            Deadlines = [.. Deadlines.Of(view.State, rules)],
        });
    }

    private async Task<List<TimelineItem>> TimelineAsync(Guid id, Moment moment, CancellationToken cancellation)
    {
        var items = new List<TimelineItem>();
        string? after = null;
        do
        {
            var page = await dossiers.TimelineAsync(id, moment, new PageRequest(PageSize, after), cancellation);
            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        return items;
    }
}
