using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Notifying;
using Funding.Engine.Appending;

namespace Funding.Engine.Performing;

/// <summary>What is to be told of an act, each notice with the event that causes it.</summary>
internal static class OutgoingNotices
{
    public static IEnumerable<OutgoingNotice> OfCpts(Guid cpts, Dossier dossier, IEnumerable<NewEvent> events)
        => from it in events
           where it.Event is CptsEvent
           from notice in Notices.Of((CptsEvent)it.Event, dossier)
           select new OutgoingNotice(it.Id, cpts, dossier.Territory.Latest.DepartmentCode, notice);

    public static IEnumerable<OutgoingNotice> OfEnvelope(IEnumerable<StreamAppend> added, FirEnvelope before)
    {
        foreach (var it in added.SelectMany(stream => stream.Events))
        {
            var happened = (EnvelopeEvent)it.Event;
            foreach (var notice in Notices.Of(happened, before)) yield return new OutgoingNotice(it.Id, null, null, notice);
            before = before.Evolve(happened);
        }
    }
}
