using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;

namespace Funding.Engine.Reading;

/// <summary>An event of any stream, as the log holds it.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Position">Its ledger position; null until the sequencer gave it.</param>
/// <param name="Stream">Its stream, such as <c>cpts-…</c> or <c>fir-envelope-84-2024</c>.</param>
/// <param name="Version">Its version in the stream.</param>
/// <param name="Type">Stored name of its type.</param>
/// <param name="RecordedAt">When the system knew it (UTC).</param>
/// <param name="Actor">Who acted.</param>
/// <param name="Happened">What happened: a <see cref="CptsEvent"/>, an <see cref="EnvelopeEvent"/> or a <see cref="TariffEvent"/>; null for a type unknown here.</param>
/// <param name="Data">Its data as JSON, sealed texts opened where their key still exists.</param>
public sealed record LoggedEvent(
    Guid Id, long? Position, string Stream, long Version, string Type, DateTimeOffset RecordedAt, PersonId Actor, object? Happened, JsonElement Data)
{
    /// <summary>The date of the act; null for a type unknown here.</summary>
    public DateOnly? EffectiveDate => Happened switch
    {
        CptsEvent it => it.EffectiveDate, EnvelopeEvent it => it.EffectiveDate, TariffEvent it => it.EffectiveDate, _ => null,
    };

    /// <summary>The number of the decision, convention or transfer, if the act has one.</summary>
    public string? Reference => Happened switch { CptsEvent it => it.Reference, EnvelopeEvent it => it.Reference, TariffEvent it => it.Reference, _ => null };

    /// <summary>The comment of who acted, if there is one and it can still be read.</summary>
    public string? Comment => Happened switch { CptsEvent it => it.Comment?.Text, EnvelopeEvent it => it.Comment?.Text, TariffEvent it => it.Comment?.Text, _ => null };
}
