using Funding.Domain.Cpts;

namespace Funding.Domain.Views;

/// <summary>One event of a CPTS, with the state on both sides of it and what it moved.</summary>
/// <param name="Event">What happened; null for a type unknown here, which changes nothing.</param>
/// <param name="Before">The state that it met.</param>
/// <param name="After">The state that it left.</param>
/// <param name="Entries">What it changed in money: the figures of <paramref name="After"/> are those of <paramref name="Before"/> and these.</param>
public sealed record ReplayStep(CptsEvent? Event, CptsState Before, CptsState After, Sequence<Entry> Entries)
{
    /// <summary>The step of an event; with a day, as far as acts and their entries are effective on or before it.</summary>
    public static ReplayStep Of(CptsState before, Recorded<CptsEvent> recorded, DateOnly? effectiveOn = null)
        => new(
            recorded.Event, before, CptsFold.Evolve(before, recorded, effectiveOn),
            recorded.Event.EffectiveDate > effectiveOn ? [] : Views.Entries.Of(recorded.Event).Where(entry => !(entry.EffectiveDate > effectiveOn)).ToSequence());

    /// <summary>The step of an event of a type unknown here.</summary>
    public static ReplayStep OfUnknown(CptsState before) => new(null, before, before, []);
}
