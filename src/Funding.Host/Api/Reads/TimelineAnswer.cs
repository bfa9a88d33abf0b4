using System.Text.Json;
using Funding.Domain;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Api.Reads;

/// <summary>An event of a timeline as the API tells it.</summary>
internal static class TimelineAnswer
{
    public static object Of(TimelineItem it, IReadOnlyDictionary<PersonId, string> names) => new
    {
        it.Id,
        Seq = it.Position,
        it.Version,
        it.Type,
        EffectiveDate = it.Event is { } happened ? JsonSerializer.SerializeToElement(happened.EffectiveDate) : Recorded(it.Data),
        it.RecordedAt,
        it.Actor,
        ActorName = Labels.NameOf(it.Actor, names.GetValueOrDefault(it.Actor)),
        Summary = it.Event is null ? $"Événement « {it.Type} »." : EventSentences.Of(it.Event),
        it.Data,
    };

    /// <summary>What an event of a type unknown here says of its date.</summary>
    private static JsonElement? Recorded(JsonElement data)
        => data.ValueKind == JsonValueKind.Object && data.TryGetProperty("effectiveDate", out var date) ? date : null;
}
