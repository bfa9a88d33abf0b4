using Funding.Domain.Notifying;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Notifications.Inbox;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>What was told to the visitor.</summary>
public sealed record NotificationsModel
{
    /// <summary>The kind shown, or null for all.</summary>
    public required NoticeKind? Kind { get; init; }

    /// <summary>The notices, the latest first.</summary>
    public required Page<InboxItem> Page { get; init; }

    /// <summary>Why none of it goes out by e-mail, and what becomes of it; null where it does.</summary>
    public required string? NoMail { get; init; }

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }

    /// <summary>The address of another page of the same list.</summary>
    public string Address(string? after) => Links.To("/notifications", null, ("kind", Kind is { } kind ? Slug.Of(kind) : null), ("after", after));
}
