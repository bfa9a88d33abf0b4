using System.Collections.Immutable;
using Funding.Domain.Refusing;

namespace Funding.Domain.Envelopes;

/// <summary>A region's FIR credit for one budget year. It holds what no officer may overspend.</summary>
/// <param name="RegionCode">INSEE code of the region.</param>
/// <param name="Year">Budget year.</param>
public sealed record FirEnvelope(string RegionCode, int Year)
{
    /// <summary>The sum of all notifications, part by part.</summary>
    public EnvelopeParts Parts { get; init; } = EnvelopeParts.None;

    /// <summary>What the agency reserved for CPTS, or null.</summary>
    public Money? CptsShare { get; init; }

    /// <summary>What FIR grants to CPTS commit.</summary>
    public Money Committed { get; init; }

    /// <summary>The notifications by reference.</summary>
    public ImmutableDictionary<string, EnvelopeNotified> Notifications { get; init; } = ImmutableDictionary<string, EnvelopeNotified>.Empty;

    /// <summary>The decision that set the share last, or null.</summary>
    public CptsShareSet? ShareDecision { get; init; }

    /// <summary>Whether it was ever notified; an envelope without notification does not exist (R5).</summary>
    public bool Exists => !Notifications.IsEmpty;

    /// <summary>What CPTS grants may use: the CPTS share once set, else fungible − prevention − medico-social (R4).</summary>
    public Money Authorised => CptsShare ?? Parts.Free;

    /// <summary>What is left.</summary>
    public Money Available => Authorised - Committed;

    /// <summary>The last day of the acts that an envelope of a year takes (R5); of a year of the calendar.</summary>
    public static DateOnly LastDay(int year, RuleSettings rules) => new DateOnly(year, 12, 31).AddDays(rules.EnvelopeDaysAfterYear);

    /// <summary>R5, in its order: missing, closed on that day, exceeded.</summary>
    public Rejection? Refusal(DateOnly on, Money requested, RuleSettings rules)
    {
        if (!Exists) return new EnvelopeMissing(RegionCode, Year); // whose year may be none of the calendar
        var opens = new DateOnly(Year, 1, 1);
        var closes = LastDay(Year, rules);
        return on < opens || on > closes ? new EnvelopeClosed(Year, opens, closes)
            : requested > Available ? new EnvelopeExceeded(requested, Available)
            : null;
    }

    /// <summary>The envelope after all events.</summary>
    public static FirEnvelope Fold(string regionCode, int year, IEnumerable<EnvelopeEvent> events)
        => events.Aggregate(new FirEnvelope(regionCode, year), (envelope, happened) => envelope.Evolve(happened));

    /// <summary>The envelope after one more event.</summary>
    public FirEnvelope Evolve(EnvelopeEvent happened) => happened switch
    {
        EnvelopeNotified it => this with { Parts = Parts + it.Parts, Notifications = Notifications.SetItem(it.Reference!, it) },
        CptsShareSet it => this with { CptsShare = it.Amount, ShareDecision = it },
        CreditCommitted it => this with { Committed = Committed + it.Amount },
        CreditReleased it => this with { Committed = Committed - it.Amount },
        _ => this,
    };
}
