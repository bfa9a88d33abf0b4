using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Funding.Domain.Notifying;
using Funding.Engine.Naming;
using Funding.Engine.Storage;

namespace Funding.Host.Notifications.Webhooks;

/// <summary>
/// What can be subscribed to: an event of the log by its stored name whatever its version (<c>fir_grant_awarded</c>), a notice by its
/// kind (<c>notice.fir-grant-awarded</c>), every notice (<c>notice.*</c>), every event and notice (<c>*</c>), a signed head (<c>ledger-head</c>).
/// </summary>
internal static partial class WebhookTypes
{
    /// <summary>Events and notices alike.</summary>
    public const string Everything = "*";

    /// <summary>Every notice.</summary>
    public const string EveryNotice = "notice.*";

    /// <summary>The signed heads of the ledger; asked for by name alone.</summary>
    public const string LedgerHead = "ledger-head";

    private const string NoticePrefix = "notice.";

    private static readonly FrozenSet<string> Events = EventTypes.Registry.Versions.Select(version => EventOf(version.Name)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether somebody may subscribe to it.</summary>
    public static bool IsKnown(string type)
        => type is Everything or EveryNotice or LedgerHead || Events.Contains(type)
            || (type.StartsWith(NoticePrefix, StringComparison.Ordinal) && Slug.Parse<NoticeKind>(type[NoticePrefix.Length..]) is not null);

    /// <summary>The types under which an event is subscribed to; none for one that is unknown here, such as Marten's tombstones.</summary>
    public static IReadOnlyList<string> OfEvent(string storedName) => EventOf(storedName) is var name && Events.Contains(name) ? [name, Everything] : [];

    /// <summary>The name of an event without its version.</summary>
    public static string EventOf(string storedName) => Version().Replace(storedName, "");

    /// <summary>The version of a stored name: 1 where it says none.</summary>
    public static string VersionOf(string storedName) => Version().Match(storedName) is { Success: true } match ? match.Value[2..] : "1";

    [GeneratedRegex("_v[0-9]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Version();
}
