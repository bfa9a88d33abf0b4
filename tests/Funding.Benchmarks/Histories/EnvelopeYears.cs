using Funding.Domain;
using Funding.Domain.Envelopes;
using Funding.Host.Demo;

namespace Funding.Benchmarks.Histories;

/// <summary>The envelopes of a region, notified before their year begins, of some a share set for the CPTS, of some a complement: ample for whatever is awarded.</summary>
internal sealed class EnvelopeYears : Story
{
    private static readonly Money Total = Money.Euros(4_000_000_000m);
    private static readonly Money RingFenced = Money.Euros(200_000_000m);
    private static readonly Money Prevention = Money.Euros(400_000_000m);
    private static readonly Money MedicoSocial = Money.Euros(150_000_000m);

    private readonly string region;
    private readonly PersonId administrator;
    private readonly PersonId officer;
    private readonly int last;
    private int year;
    private int step;

    public EnvelopeYears(string region, TimeZoneInfo zone, LongHistory history, PersonId administrator, Dice dice) : base(zone, history.Counted, dice)
    {
        (this.region, this.administrator, officer) = (region, administrator, dice.Person());
        (year, last) = (zone.DayOf(history.Start).Year, history.Until.Year);
        Next = history.Start.UtcTicks;
    }

    protected override void Act()
    {
        switch (step++)
        {
            case 0:
                Store(region, year, administrator, Notified(NotificationKind.Initial, new(Total, Total - RingFenced, RingFenced, Prevention, MedicoSocial), $"FIR-{region}-{year}"));
                Next = At(new DateOnly(year, 1, 20));
                break;
            case 1 when Dice.Chance(66):
                Store(region, year, officer, new CptsShareSet(Total - RingFenced - Prevention - MedicoSocial - Dice.Euros(100_000, 900_000)) { EffectiveDate = Today, Reference = $"CPTS-{region}-{year}" });
                Next = At(new DateOnly(year, 10, 1));
                break;
            case 2 when Dice.Chance(50):
                Store(region, year, administrator, Notified(NotificationKind.Complement, Complement(Dice.Euros(200_000, 900_000)), $"FIR-{region}-{year}-2"));
                Next = At(new DateOnly(year, 12, 10));
                break;
            case < 3:
                Next = At(new DateOnly(year, step == 2 ? 10 : 12, 1));
                break;
            default:
                (year, step) = (year + 1, 0);
                Next = year > last ? long.MaxValue : At(new DateOnly(year - 1, 12, 15));
                break;
        }
    }

    private static EnvelopeParts Complement(Money amount) => new(amount, amount, default, default, default);

    private EnvelopeNotified Notified(NotificationKind kind, EnvelopeParts parts, string reference)
        => new(region, year, kind, parts, Synthetic: true) { EffectiveDate = Today, Reference = reference };

    /// <summary>In the morning of a day, or at once when it has passed.</summary>
    private long At(DateOnly day) => Math.Max(Next, Zone.StartOf(day).AddHours(9).AddSeconds(Dice.Between(0, 3_600)).UtcTicks);
}
