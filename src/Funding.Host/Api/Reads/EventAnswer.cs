using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Api.Reads;

/// <summary>An event of the log as the API tells it, whatever its stream.</summary>
internal record EventAnswer
{
    public EventAnswer(LoggedEvent it, IReadOnlyDictionary<PersonId, string> names)
    {
        (Id, Seq, Stream, Version, Type, EffectiveDate, RecordedAt) = (it.Id, it.Position, it.Stream, it.Version, it.Type, it.EffectiveDate, it.RecordedAt);
        (Actor, ActorName, Reference, Comment) = (it.Actor, Labels.NameOf(it.Actor, names.GetValueOrDefault(it.Actor)), it.Reference, it.Comment);
        Reason = it.Happened is CptsEvent happened ? EventSentences.ReasonOf(happened)?.Text : null;
        Summary = EventSentences.Of(it);
        Data = it.Data;
    }

    public Guid Id { get; }

    public long? Seq { get; }

    public string Stream { get; }

    public long Version { get; }

    public string Type { get; }

    public DateOnly? EffectiveDate { get; }

    public DateTimeOffset RecordedAt { get; }

    public PersonId Actor { get; }

    public string? ActorName { get; }

    public string? Reference { get; }

    public string? Comment { get; }

    public string? Reason { get; }

    public string Summary { get; }

    public JsonElement Data { get; }
}
