using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Host.Demo;
using Funding.Host.Reference;

namespace Funding.Benchmarks.Histories;

/// <summary>What is counted until a history is long enough.</summary>
public enum Counted
{
    /// <summary>Events of all streams, those of envelopes included.</summary>
    Events,

    /// <summary>Financial entries.</summary>
    Entries,
}

/// <summary>
/// A made-up history as long as one likes, in little memory and little time: what the demonstration decides with the rules is planned
/// here within them, so that the rules would have decided it (a test has the deciders judge it again). All regions, real communes.
/// </summary>
/// <param name="Cpts">How many CPTS, 1–5000.</param>
/// <param name="Years">Over how many years, 1–10.</param>
/// <param name="Wanted">The history ends with the act that reaches so many; acts have a few events, so it may pass it by as many.</param>
/// <param name="Counted">Of what.</param>
public sealed record LongHistory(int Cpts, int Years, int Wanted, Counted Counted = Counted.Events)
{
    /// <summary>The data set of questions about the past: a million entries over a thousand CPTS and ten years.</summary>
    public static LongHistory Million { get; } = new(1_000, 10, 1_000_000, Counted.Entries);

    /// <summary>Nothing is recorded or dated after it; the same every day, so that a history is.</summary>
    public DateTimeOffset Until { get; init; } = new(2026, 10, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Another seed gives another history.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether on the grants of the CPTS that go with it the first instalment is paid, so that it can be asked back.</summary>
    public bool ArePaid { get; init; }

    /// <summary>When the first event may be recorded.</summary>
    public DateTimeOffset Start => Until.AddYears(-Years);

    /// <summary>The events in the order of their recording; the same for the same history, but for the form of sealed texts.</summary>
    /// <param name="reference">Territories and their legal time.</param>
    /// <param name="sealer">Seals contacts and reasons.</param>
    public IEnumerable<PastEvent> Events(ReferenceData reference, ISealer sealer)
    {
        var stories = new PriorityQueue<Story, (long At, int Order)>();
        foreach (var (story, order) in Stories(reference, sealer).Select((story, i) => (story, i))) stories.Enqueue(story, (story.Next, order));
        var told = new List<PastEvent>();
        var count = 0L;
        while (count < Wanted && stories.TryDequeue(out var story, out var turn))
        {
            var before = story.Spent;
            told.Clear();
            story.Tell(told);
            count += story.Spent - before;
            foreach (var past in told) yield return past;
            if (story.Next < Until.Ticks) stories.Enqueue(story, turn with { At = story.Next });
        }
    }

    private IEnumerable<Story> Stories(ReferenceData reference, ISealer sealer)
    {
        var country = new Dice(Seed, "long history");
        var agencies = reference.Regions.ToDictionary(region => region.Code, _ => new Agency(country.Person(), country.Person(), country.Person(), country.Person()));
        foreach (var region in reference.Regions)
            yield return new EnvelopeYears(region.Code, reference.ZoneOf(region.Code), this, country.Person(), new Dice(Seed, $"envelope {region.Code}"));
        // Somewhat more than its share for each: some lives end early, and the history is cut where it is long enough.
        var share = Wanted * 1.03 / Cpts;
        var number = 0;
        foreach (var place in TerritoryPlan.Make(Cpts, reference, country))
        {
            var own = new Dice(Seed, $"long life {++number}");
            yield return new LongLife(own.Guid(), number, place, agencies[place.RegionCode], reference, this, share, sealer, own);
        }
    }
}
