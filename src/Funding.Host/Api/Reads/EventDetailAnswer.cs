using System.Text.Json.Serialization;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Api.Reads;

/// <summary>An event with all that is known of its act, as the API tells it.</summary>
internal sealed record EventDetailAnswer : EventAnswer
{
    public EventDetailAnswer(EventDetail it, IReadOnlyDictionary<PersonId, string> names)
        : base(it.Event, names)
    {
        KnownAt = it.KnownAt;
        Cpts = it.CptsId;
        Entries = it is { CptsId: { } cpts, Step: { } step } ? step.Entries.Select(entry => EntryAnswer.Of(entry, it.Event, cpts)) : [];
        if (it.Line is { Line: { } line } commitment) (Trace, Explanation) = (line, CalculationSentences.Of(line, commitment.Planned));
        Reverses = it.Event.Happened is ActReversed reversal ? reversal.Reversed : null;
        ReversedBy = it.Reversal is { } undone ? Brief(undone, names) : null;
        SameAct = it.SameAct.Select(other => Brief(other, names));
        Synthetic = it.IsSynthetic ? true : null;
        Notices = it.Notices.Select(notice => new { notice.Id, notice.Kind, notice.Roles, notice.RegionCode, Told = notice.IsTold });
    }

    [JsonPropertyOrder(1)]
    public DateTimeOffset? KnownAt { get; }

    [JsonPropertyOrder(1)]
    public Guid? Cpts { get; }

    /// <summary>How the amount of a line of a contract comes about.</summary>
    [JsonPropertyOrder(1)]
    public CalculationTrace? Trace { get; }

    [JsonPropertyOrder(1)]
    public string? Explanation { get; }

    [JsonPropertyOrder(1)]
    public Guid? Reverses { get; }

    [JsonPropertyOrder(1)]
    public object? ReversedBy { get; }

    [JsonPropertyOrder(1)]
    public IEnumerable<object> Entries { get; }

    [JsonPropertyOrder(1)]
    public IEnumerable<object> SameAct { get; }

    [JsonPropertyOrder(1)]
    public IEnumerable<object> Notices { get; }

    /// <summary>Whether it was made up for demonstration: true, or absent.</summary>
    [JsonPropertyOrder(1)]
    public bool? Synthetic { get; }

    private static object Brief(LoggedEvent it, IReadOnlyDictionary<PersonId, string> names) => new
    {
        it.Id, Seq = it.Position, it.Stream, it.Version, it.Type, it.EffectiveDate, it.RecordedAt, it.Actor, ActorName = Labels.NameOf(it.Actor, names.GetValueOrDefault(it.Actor)), Summary = EventSentences.Of(it),
    };
}

/// <summary>An act of an envelope as the API tells it.</summary>
internal static class EnvelopeActAnswer
{
    public static object Of(EnvelopeAct it, IReadOnlyDictionary<PersonId, string> names)
    {
        return new
        {
            Seq = it.Position, Event = it.EventId, it.RecordedAt, it.EffectiveDate, it.Actor, ActorName = Labels.NameOf(it.Actor, names.GetValueOrDefault(it.Actor)), it.RegionCode, it.Year,
            Kind = it.Kind is { } kind ? Slug.Of(kind) : "cpts-share", it.Reference,
            Total = Part(it.Parts.Total), Fungible = Part(it.Parts.Fungible), RingFenced = Part(it.Parts.RingFenced), Prevention = Part(it.Parts.Prevention), MedicoSocial = Part(it.Parts.MedicoSocial),
            CptsShare = it.Share,
        };

        Money? Part(Money amount) => it.Share is null ? amount : null;
    }
}
