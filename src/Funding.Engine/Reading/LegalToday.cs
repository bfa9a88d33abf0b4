using Funding.Domain.Ports;
using Funding.Engine.Clocks;

namespace Funding.Engine.Reading;

/// <summary>Which legal day it is, for a reading from somewhere in time.</summary>
public sealed class LegalToday(DomainClock clock, IReferenceData reference)
{
    /// <summary>The day by region code on which lateness is judged: today, or the day of the moment. An instant still to come is known as of now, and makes no day of its own.</summary>
    public async Task<Func<string, DateOnly>> ByRegionAsync(Moment moment, CancellationToken cancellation)
    {
        var now = await clock.NowAsync(cancellation);
        var known = moment.AsOf < now ? moment.AsOf.Value : now;
        return region => reference.DayIn(region, known) is var day && moment.EffectiveOn < day ? moment.EffectiveOn.Value : day;
    }
}
