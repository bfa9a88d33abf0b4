using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Web;

/// <summary>What is to come on the dossiers of a history held in memory.</summary>
internal sealed class FakeOutlooks(IReadOnlyList<PastEvent> history) : IOutlooks
{
    public Task<IReadOnlyList<Outlook>> ReadAsync(DossierQuery query, Moment moment, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<Outlook>>(
        [
            .. from past in history.OfType<PastCptsEvent>()
               group past by past.CptsId into stream
               let dossier = (Dossier)CptsFold.Fold(stream.Select(past => new Recorded<CptsEvent>(past.EventId, past.Actor, past.Event)))
               let department = dossier.Territory.Latest.DepartmentCode
               where (query.RegionCode ?? dossier.RegionCode) == dossier.RegionCode && (query.CptsId ?? stream.Key) == stream.Key && query.Departments?.Contains(department) != false
               select new Outlook(stream.Key, dossier.Name.Latest, dossier.RegionCode, department, dossier.Registration.Synthetic == true, dossier.Phase,
                   [.. WaitingActs.Of(dossier, RuleSettings.Default)], [.. Deadlines.Of(dossier, RuleSettings.Default)], [.. Payables.Of(dossier)], []),
        ]);
}
