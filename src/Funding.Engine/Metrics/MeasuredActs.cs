using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;

namespace Funding.Engine.Metrics;

/// <summary>Acts, each noted by the meter.</summary>
internal sealed class MeasuredActs(IActs acts, ActMeter meter) : IActs
{
    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation)
        => meter.MeasureAsync(command, () => acts.PerformAsync(cptsId, command, header, cancellation));

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(EnvelopeCommand command, ActHeader header, CancellationToken cancellation)
        => meter.MeasureAsync(command, () => acts.PerformAsync(command, header, cancellation));

    /// <inheritdoc/>
    public Task<ActOutcome> PerformAsync(TariffCommand command, ActHeader header, CancellationToken cancellation)
        => meter.MeasureAsync(command, () => acts.PerformAsync(command, header, cancellation));
}
