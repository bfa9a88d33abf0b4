using Funding.Domain.Notifying;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Notifications.Inbox;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>What was told to a role, in the nation or in a region.</summary>
public sealed record NotificationsModel
{
    /// <summary>Whose inbox; the auditor's has all of it.</summary>
    public required Role Role { get; init; }

    /// <summary>INSEE code of the region shown, or null for all.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>For the role of a CPTS, which one.</summary>
    public required Guid? CptsId { get; init; }

    /// <summary>The kind shown, or null for all.</summary>
    public required NoticeKind? Kind { get; init; }

    /// <summary>The notices, the latest first.</summary>
    public required Page<InboxItem> Page { get; init; }

    /// <summary>Why none of it goes out by e-mail, and what becomes of it; null where it does.</summary>
    public required string? NoMail { get; init; }

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }

    /// <summary>The address of another page of the same list.</summary>
    public string Address(string? after) => Links.To("/notifications", null,
        ("role", Slug.Of(Role)), ("region", RegionCode), ("cpts", CptsId?.ToString()), ("kind", Kind is { } kind ? Slug.Of(kind) : null), ("after", after));
}
