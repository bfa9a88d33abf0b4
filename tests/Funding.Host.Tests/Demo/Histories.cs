using System.Collections.Concurrent;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Engine;
using Funding.Host.Demo;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Demo;

/// <summary>Histories made once for all the tests that look at them.</summary>
internal static class Histories
{
    public static readonly DateTimeOffset Until = new(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly ConcurrentDictionary<int, IReadOnlyList<PastEvent>> Made = new();

    public static IReadOnlyList<PastEvent> Of(int cpts) => Made.GetOrAdd(cpts, count => Make(DemoOptions.Ending(Until) with { Cpts = count }));

    public static IReadOnlyList<PastEvent> Make(DemoOptions options) => [.. SyntheticHistory.Generate(options, ReferenceData.Current, new ClearSealer())];

    public static IEnumerable<Dossier> Dossiers(IEnumerable<PastEvent> history)
        => history.OfType<PastCptsEvent>().GroupBy(past => past.CptsId)
            .Select(stream => (Dossier)CptsFold.Fold(stream.Select(past => new Recorded<CptsEvent>(past.EventId, past.Actor, past.Event))));

    public static IEnumerable<IGrouping<(string Region, int Year), EnvelopeEvent>> EnvelopeStreams(IEnumerable<PastEvent> history)
        => history.OfType<PastEnvelopeEvent>().GroupBy(past => (past.RegionCode, past.Year), past => past.Event);
}
