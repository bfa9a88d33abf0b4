using Funding.Engine.Naming;
using Funding.Host.Notifications.DeadLetters;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Presentation;

namespace Funding.Host.Web.Administration;

/// <summary>A message that was given up, to decide about.</summary>
public sealed record DeadLetterModel
{
    /// <summary>It.</summary>
    public required DeadLetter Letter { get; init; }

    /// <summary>How often it was tried, oldest first.</summary>
    public required IReadOnlyList<AttemptEntry> Attempts { get; init; }

    /// <summary>What it would say if it were sent now; null when that cannot be told.</summary>
    public required string? Says { get; init; }

    /// <summary>The form to discard it.</summary>
    public required AdminFields Discarding { get; init; }

    /// <summary>The legal time that instants are shown in.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>How it was to go out, in words.</summary>
    public static string ChannelOf(DeadLetter letter) => letter.Channel switch { "email" => "Courrier électronique", "webhook" => "Webhook", var other => other };

    /// <summary>What it is about, in words.</summary>
    public static string? KindOf(DeadLetter letter)
        => letter.NoticeId is not null && letter.Kind is { } kind && Slug.Parse<Domain.Notifying.NoticeKind>(kind) is { } known ? NoticeLabels.Of(known)
            : letter.Position is { } position ? $"Événement n° {French.Of(position)} ({letter.Kind})" : letter.Kind;
}
