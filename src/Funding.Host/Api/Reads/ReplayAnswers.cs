using System.Text.Json.Serialization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Naming;
using Funding.Engine.Reading;

namespace Funding.Host.Api.Reads;

/// <summary>An event of a CPTS with the dossier on both sides of it; before the registration there is none.</summary>
internal sealed record ReplayAnswer : EventAnswer
{
    public ReplayAnswer(ReplayItem it, Guid cpts, RuleSettings rules, IReadOnlyDictionary<PersonId, string> names)
        : base(it.Event, names)
    {
        Before = it.Before is { } before ? DossierAnswer.Of(cpts, it.Event.Version - 1, before, rules) : null;
        After = it.After is { } after ? DossierAnswer.Of(cpts, it.Event.Version, after, rules) : null;
        Entries = it.Step.Entries.Select(entry => EntryAnswer.Of(entry, it.Event, cpts));
        Moved = it.Moved;
    }

    [JsonPropertyOrder(1)]
    public object? Before { get; }

    [JsonPropertyOrder(1)]
    public object? After { get; }

    [JsonPropertyOrder(1)]
    public IEnumerable<object> Entries { get; }

    /// <summary>The entries, summed by kind.</summary>
    [JsonPropertyOrder(1)]
    public Totals Moved { get; }
}

/// <summary>An event of a region with the region on both sides of it, and the dossier or envelope that it is about.</summary>
internal sealed record RegionReplayAnswer : EventAnswer
{
    public RegionReplayAnswer(RegionReplayItem it, IReadOnlyDictionary<PersonId, string> names)
        : base(it.Event, names)
    {
        Cpts = it.CptsId;
        Dossier = it.Step is { } step ? new { Before = Standing(step.Before), After = Standing(step.After) } : null;
        Envelope = it.Envelope;
        Before = Region(it.Before);
        After = Region(it.After);
        Entries = it is { CptsId: { } cpts, Step: { } moved } ? moved.Entries.Select(entry => EntryAnswer.Of(entry, it.Event, cpts)) : [];
    }

    [JsonPropertyOrder(1)]
    public Guid? Cpts { get; }

    [JsonPropertyOrder(1)]
    public object? Dossier { get; }

    [JsonPropertyOrder(1)]
    public EnvelopeStep? Envelope { get; }

    [JsonPropertyOrder(1)]
    public object Before { get; }

    [JsonPropertyOrder(1)]
    public object After { get; }

    [JsonPropertyOrder(1)]
    public IEnumerable<object> Entries { get; }

    private static object? Standing(CptsState state) => state is Dossier it
        ? new { Name = it.Name.Latest, Phase = it.Phase.Name, PhaseSince = it.Phase.Since, Total = Totals.Of(it.Commitments.Values) }
        : null;

    private static object Region(RegionState it) => new
    {
        Sources = SourcesAnswer.Of(it.Sources),
        Total = it.Sources.Values.Aggregate(Totals.None, (sum, totals) => sum + totals),
        CptsByPhase = PhasesAnswer.Of(Enum.GetValues<PhaseName>().ToDictionary(phase => phase, it.CptsByPhase.GetValueOrDefault)),
    };
}

/// <summary>How many CPTS are in each phase, in the order of phases.</summary>
internal static class PhasesAnswer
{
    public static IReadOnlyDictionary<string, int> Of(IReadOnlyDictionary<PhaseName, int> counts)
        => counts.OrderBy(count => count.Key).ToDictionary(count => Slug.Of(count.Key), count => count.Value, StringComparer.Ordinal);
}
