using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Domain.Refusing;
using Funding.Engine.Clocks;
using Funding.Engine.Reading;
using Funding.Host.Api.Acts;
using Funding.Host.Api.Http;
using Funding.Host.Reference;
using Funding.Host.Security;

namespace Funding.Host.Web.Acts;

/// <summary>Reads what an act is about, and whether its form is for the visitor at all.</summary>
internal sealed class SubjectReader(IDossiers dossiers, IRegions regions, ITariffs tariffs, ReferenceData reference, RuleSettings rules, DomainClock clock, Visitor visitor)
{
    /// <summary>The subject, or why there is no form: the address leads nowhere in the visitor's scope (<c>not-found</c>), or the act is another role's (<c>forbidden</c>).</summary>
    public async Task<(ActSubject? Subject, Rejection? Refusal)> ReadAsync(ActRoute route, RouteValueDictionary path, CancellationToken cancellation)
    {
        if (!PathIds.AreWellFormed(path, reference)) return (null, new NotFound());
        var view = PathIds.Cpts(path) is { } id ? await dossiers.FindAsync(id, Moment.Now, cancellation) : null;
        var subject = new ActSubject { Caller = visitor.Caller, Today = default, Path = path, Reference = reference, Rules = rules, View = view };
        if (view is not null && !visitor.Caller.Sees(view.Id, view.State)) return (null, new NotFound());
        subject = subject with
        {
            Today = reference.DayIn(subject.RegionCode, await clock.NowAsync(cancellation)),
            Envelopes = subject.RegionCode is { } region ? await regions.EnvelopesAsync(region, null, Moment.Now, cancellation) : [],
            Tariffs = NeedsTariffs(route) ? await tariffs.ListAsync(Moment.Now, cancellation) : [],
        };
        return ActRights.RefusalOf(route, subject) is { } refusal ? (null, refusal) : (subject, null);
    }

    private static bool NeedsTariffs(ActRoute route) => route is TariffRoute || route.Pattern.EndsWith("/proposals", StringComparison.Ordinal);
}
