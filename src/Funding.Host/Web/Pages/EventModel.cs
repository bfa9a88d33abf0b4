using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Notifying;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>An event with all that is known of its act.</summary>
/// <param name="Found">The event.</param>
/// <param name="Names">The names still known of those who acted.</param>
/// <param name="CptsName">The name of the CPTS, or null for an event of an envelope or a tariff.</param>
/// <param name="Zone">The legal time that instants are shown in.</param>
/// <param name="Reference">Names of places.</param>
public sealed record EventModel(EventDetail Found, IReadOnlyDictionary<PersonId, string> Names, string? CptsName, TimeZoneInfo Zone, ReferenceData Reference)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal LoggedEvent Event => Found.Event;

    internal string Data => JsonSerializer.Serialize(Event.Data, Readable);

    internal SealedText? Reason => Event.Happened is CptsEvent happened ? EventSentences.ReasonOf(happened) : null;

    /// <summary>The dossier as it was known once the event was.</summary>
    internal MomentQuestion Then => new(new Moment(Found.KnownAt ?? Event.RecordedAt), Zone);

    /// <summary>Who acted; a name that is not there any more was erased, or never told.</summary>
    internal string NameOf(PersonId actor)
        => Labels.NameOf(actor, Names.GetValueOrDefault(actor)) ?? $"{Labels.Of(actor, null)} (nom effacé ou inconnu)";

    internal static string LabelOf(CausedNotice notice) => Slug.Parse<NoticeKind>(notice.Kind) is { } kind ? NoticeLabels.Of(kind) : notice.Kind;

    internal static string Addressees(CausedNotice notice) => string.Join(", ", notice.Roles.Select(role => Slug.Parse<Role>(role) is { } known ? NoticeLabels.Of(known) : role));
}
