using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;

namespace Funding.Engine.Answering;

/// <summary>Stored events as readers see them, their sealed texts opened.</summary>
internal static class LoggedEvents
{
    /// <summary>The events of a stream, in order.</summary>
    public static List<LoggedEvent> Of(LoadedStream stream)
    {
        using var ring = KeyRing.Use(stream.Keys);
        return stream.Events.Select(stored => new LoggedEvent(
            stored.Id, stored.Position, stored.Stream, stored.Version, stored.Type, stored.RecordedAt, stored.Actor, stored.Event<object>(), OpenedJson.Of(stored.Data))).ToList();
    }

    /// <summary>The events of a CPTS, each with what it met and what it left; those effective after a day are left out.</summary>
    public static IEnumerable<ReplayItem> Replay(IEnumerable<LoggedEvent> events, DateOnly? effectiveOn)
    {
        var state = CptsState.None;
        foreach (var it in events)
        {
            var happened = it.Happened as CptsEvent;
            if (happened?.EffectiveDate > effectiveOn) continue;
            var step = happened is null ? ReplayStep.OfUnknown(state) : ReplayStep.Of(state, new Recorded<CptsEvent>(it.Id, it.Actor, happened), effectiveOn);
            state = step.After;
            yield return new ReplayItem(it, step);
        }
    }
}
