using Funding.Domain.Notifying;
using Funding.Domain.Rights;
using Funding.Engine.Reading;

namespace Funding.Host.Notifications.Inbox;

/// <summary>
/// What was told, as far as a caller may read it: what addresses her role, about her region, departments or CPTS. Auditors read all
/// that was told in their scope; nothing addresses administrators, who act on no dossier.
/// </summary>
internal interface IInbox
{
    /// <summary>A page, the latest told first.</summary>
    /// <exception cref="InvalidCursorException">The page's cursor is not one of this list.</exception>
    Task<Page<InboxItem>> ReadAsync(Caller caller, InboxQuery query, PageRequest page, CancellationToken cancellation);

    /// <summary>How many the caller has not read; counted up to <see cref="InboxQuery.MostUnread"/>.</summary>
    Task<int> UnreadAsync(Caller caller, CancellationToken cancellation);

    /// <summary>Marks one as read; false when there is none for the caller.</summary>
    Task<bool> MarkReadAsync(Caller caller, Guid notice, CancellationToken cancellation);

    /// <summary>Marks all as read, those told up to a number if one is given.</summary>
    Task MarkAllReadAsync(Caller caller, long? upTo, CancellationToken cancellation);
}

/// <summary>What of an inbox is wanted.</summary>
/// <param name="Kind">Of one kind only, or null.</param>
/// <param name="Unread">Only what the caller has not read, or only what she has; null for all.</param>
internal sealed record InboxQuery(NoticeKind? Kind = null, bool? Unread = null)
{
    /// <summary>How far unread notices are counted: whoever has so many has stopped counting.</summary>
    public const int MostUnread = 1_000;
}

/// <summary>A notice in an inbox.</summary>
/// <param name="Number">Its place in the order of telling.</param>
/// <param name="Id">Its stable id, the same on every channel.</param>
/// <param name="Kind">The slug of its kind.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="RegionCode">The region concerned.</param>
/// <param name="CptsId">The CPTS concerned, or null.</param>
/// <param name="CptsName">Its name now, or null.</param>
/// <param name="Title">One line of French.</param>
/// <param name="Paragraphs">What happened and what to do.</param>
/// <param name="Link">Absolute address of the page that it is about, or null when the notice cannot be read.</param>
/// <param name="Notice">What it says, or null when it cannot be read by this version.</param>
/// <param name="Read">Whether the caller has read it.</param>
/// <param name="Synthetic">Whether it is about something made up.</param>
public sealed record InboxItem(
    long Number, Guid Id, string Kind, DateTimeOffset At, string RegionCode, Guid? CptsId, string? CptsName, string Title, IReadOnlyList<string> Paragraphs, string? Link,
    Notice? Notice, bool Read, bool Synthetic);
