using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Desks;

/// <summary>The desk of who keeps envelopes and tariffs, and looks after the machinery.</summary>
public sealed record AdminModel
{
    /// <summary>The budget year.</summary>
    public required int Year { get; init; }

    /// <summary>The regions in scope without an envelope of that year.</summary>
    public required IReadOnlyList<Region> WithoutEnvelope { get; init; }

    /// <summary>The tariffs in force with cells that nobody entered, and how many; of who may enter them.</summary>
    public required IReadOnlyList<(string Tariff, int Empty)> Tariffs { get; init; }

    /// <summary>What of the machinery is to be looked at.</summary>
    public required IReadOnlyList<Alarm> Alarms { get; init; }

    /// <summary>Messages that nobody will be sent unless somebody decides so.</summary>
    public required long DeadLetters { get; init; }
}
