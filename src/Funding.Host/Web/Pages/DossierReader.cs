using System.Globalization;
using Funding.Domain;
using Funding.Domain.Views;
using Funding.Engine.Acting;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Web.Acts;

namespace Funding.Host.Web.Pages;

/// <summary>Reads a dossier with its whole timeline.</summary>
internal sealed class DossierReader(IDossiers dossiers, IPeople people, ReferenceData reference, RuleSettings rules, DomainClock clock, Visitor visitor)
{
    private const int PageSize = 500;

    public async Task<IResult> ReadAsync(Guid id, IQueryCollection query, CancellationToken cancellation)
    {
        var present = await dossiers.FindAsync(id, Moment.Now, cancellation);
        if (present is null || !visitor.Caller.Sees(id, present.State)) return Answers.NotFound();
        var zone = reference.ZoneOf(present.State.RegionCode);
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
            Offers = question.IsPast ? [] : ActOffers.OnDossier(visitor.Caller, view, today, rules, reference),
            Before = long.TryParse(query[Recorded.Since], NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null,
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
