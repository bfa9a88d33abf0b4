using Funding.Engine.Clocks;
using Funding.Engine.Reading;

namespace Funding.Host.Exporting;

/// <summary>The moment of an export: one for all that it reads, and told in it, so that the same file can be asked again.</summary>
internal static class ExportMoment
{
    /// <summary>The moment asked; where it names no instant, as known now.</summary>
    public static async Task<Moment> PinAsync(this DomainClock clock, Moment moment, CancellationToken cancellation)
        => moment.AsOf is null ? moment with { AsOf = await clock.NowAsync(cancellation) } : moment;
}
