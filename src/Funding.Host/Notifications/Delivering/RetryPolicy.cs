using Funding.Host.Hosting;
using Funding.Host.Settings;

namespace Funding.Host.Notifications.Delivering;

/// <summary>When to try again, and when no more.</summary>
/// <param name="Backoff">How long to wait.</param>
/// <param name="MaxAttempts">Failures of its own that make a message a dead letter.</param>
/// <param name="GiveUpAfter">The age at which one more failure, whosever it is, makes a message a dead letter.</param>
internal sealed record RetryPolicy(Backoff Backoff, int MaxAttempts, TimeSpan GiveUpAfter)
{
    private const double Month = 31 * 86_400;

    /// <summary>The longest that a peer may ask to be left alone, and that any circuit stays open.</summary>
    public TimeSpan Most => Backoff.Most;

    /// <summary>A wait, or a longer one when a peer asks for it.</summary>
    public TimeSpan AtLeast(TimeSpan? asked, TimeSpan wait) => asked > wait ? (asked < Most ? asked.Value : Most) : wait;

    /// <summary>As the settings say.</summary>
    /// <exception cref="CannotRunException">They say something that cannot be.</exception>
    public static RetryPolicy Of(RetrySettings settings)
        => settings is not { FirstSeconds: > 0 and <= Month, MaxSeconds: > 0 and <= Month, MaxAttempts: > 0, GiveUpHours: > 0 and <= Month / 3600 }
            ? throw new CannotRunException("Messages : Funding__Notifications__Retry__* sont des durées et un nombre positifs, d'un mois au plus.")
            : new(new Backoff(TimeSpan.FromSeconds(settings.FirstSeconds), TimeSpan.FromSeconds(settings.MaxSeconds)), settings.MaxAttempts, TimeSpan.FromHours(settings.GiveUpHours));
}
