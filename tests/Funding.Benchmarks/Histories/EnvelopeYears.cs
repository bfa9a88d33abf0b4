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

    /// <summary>The first notification of an envelope.</summary>
    public static EnvelopeNotified Initial(string region, int year, DateOnly on)
        => new(region, year, NotificationKind.Initial, new(Total, Total - RingFenced, RingFenced, Prevention, MedicoSocial), Synthetic: true) { EffectiveDate = on, Reference = $"FIR-{region}-{year}" };

    protected override void Act()
    {
        switch (step++)
        {
            case 0:
                Store(region, year, administrator, Initial(region, year, Today));
                Next = At(new DateOnly(year, 1, 20));
                break;
            case 1 when Dice.Chance(66):
                Store(region, year, officer, new CptsShareSet(Total - RingFenced - Prevention - MedicoSocial - Dice.Euros(100_000, 900_000)) { EffectiveDate = Today, Reference = $"CPTS-{region}-{year}" });
                Next = At(new DateOnly(year, 10, 1));
                break;
            case 2 when Dice.Chance(50):
                Store(region, year, administrator, Complement(Dice.Euros(200_000, 900_000)));
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

    private EnvelopeNotified Complement(Money amount)
        => new(region, year, NotificationKind.Complement, new(amount, amount, default, default, default), Synthetic: true) { EffectiveDate = Today, Reference = $"FIR-{region}-{year}-2" };

    /// <summary>In the morning of a day, or at once when it has passed.</summary>
    private long At(DateOnly day) => Math.Max(Next, Zone.StartOf(day).AddHours(9).AddSeconds(Dice.Between(0, 3_600)).UtcTicks);
}
