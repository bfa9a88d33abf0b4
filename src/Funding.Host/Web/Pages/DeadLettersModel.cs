using Funding.Engine.Reading;
using Funding.Host.Notifications.DeadLetters;

namespace Funding.Host.Web.Pages;

/// <summary>Messages that were given up.</summary>
public sealed record DeadLettersModel
{
    /// <summary>The channel shown, or null for all.</summary>
    public required string? Channel { get; init; }

    /// <summary>Them, newest first.</summary>
    public required Page<DeadLetter> Page { get; init; }

    /// <summary>What has just been decided, in French; null when nothing was.</summary>
    public string? Told { get; init; }

    /// <summary>The legal time that instants are shown in.</summary>
    public required TimeZoneInfo Zone { get; init; }
}
