using Funding.Host.Notifications.Delivering;
using Funding.Host.Presentation;

namespace Funding.Host.Notifications.Mail;

/// <summary>Whether e-mail leaves this host, for whoever gives it an address or waits for a message.</summary>
/// <param name="Reason">Why none does, and what becomes of what waits, in French; null where a mail server is set.</param>
internal sealed record MailReach(string? Reason)
{
    /// <summary>Whether e-mail is handed to a server.</summary>
    public bool IsDeliverable => Reason is null;

    /// <summary>By way of a server, or of none.</summary>
    public static MailReach By(MailServer? server, RetryPolicy policy) => new(server is not null ? null
        : $"Aucun serveur de messagerie n’est configuré sur cet hôte : aucun courriel ne part. Ce qui est à envoyer attend, et compte parmi les messages en échec au bout de {InWords(policy.GiveUpAfter)}.");

    private static string InWords(TimeSpan wait)
        => wait.Ticks % TimeSpan.TicksPerDay == 0 ? French.Count(wait.Days, "jour") : French.Count((long)Math.Ceiling(wait.TotalHours), "heure");
}
