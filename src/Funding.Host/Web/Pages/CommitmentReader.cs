using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Web.Acts;

namespace Funding.Host.Web.Pages;

/// <summary>Reads a commitment with what may be done to it.</summary>
internal sealed class CommitmentReader(IDossiers dossiers, ReferenceData reference, RuleSettings rules, DomainClock clock, Visitor visitor)
{
    private const int PageSize = 500;

    public async Task<IResult> ReadAsync(Guid id, string commitmentId, IQueryCollection query, CancellationToken cancellation)
    {
        var present = await dossiers.FindAsync(id, Moment.Now, cancellation);
        if (present is null || !visitor.Caller.Sees(id, present.State)) return Answers.NotFound();
        var zone = reference.ZoneOf(present.State.RegionCode);
        var question = MomentQuestion.Read(query, zone);
        var view = question.IsPast ? await dossiers.FindAsync(id, question.Moment, cancellation) : present;
        if (view is null || !view.State.Commitments.TryGetValue(commitmentId, out var commitment)) return Answers.NotFound();
        var today = zone.DayOf(await clock.NowAsync(cancellation));
        return Answers.Page<CommitmentPage>(new CommitmentModel
        {
            Moment = question, View = view, Commitment = commitment, Events = await EventsAsync(id, commitmentId, question.Moment, cancellation),
            Offers = question.IsPast ? [] : ActOffers.OnCommitment(visitor.Caller, view, commitment, today, rules, reference),
        });
    }

    private async Task<List<TimelineItem>> EventsAsync(Guid id, string commitmentId, Moment moment, CancellationToken cancellation)
    {
        var events = new List<TimelineItem>();
        for (string? after = null; ;)
        {
            var page = await dossiers.TimelineAsync(id, moment, new PageRequest(PageSize, after), cancellation);
            events.AddRange(page.Items.Where(item => item.Event is CommitmentEvent it && it.Commitment.Id == commitmentId));
            if (page.Next is null) return events;
            after = page.Next;
        }
    }
}
