using System.Diagnostics.Metrics;
using System.Globalization;
using Funding.Engine.Metrics;

namespace Funding.Host.Tests.Metrics;

/// <summary>Hears what one host's meter tells, and no other's.</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly List<string> heard = [];

    public Measured(IMeterFactory host)
    {
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Meter.Name == FundingMeter.Name && ReferenceEquals(instrument.Meter.Scope, host)) it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.Start();
    }

    /// <summary>The tags of every measurement heard, each as <c>key=value</c>.</summary>
    public HashSet<string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Instrument, values of its tags and value, of each measurement since the last call; gauges are asked first.</summary>
    public string[] Take()
    {
        listener.RecordObservableInstruments();
        lock (heard)
        {
            string[] taken = [.. heard];
            heard.Clear();
            return taken;
        }
    }

    public void Dispose() => listener.Dispose();

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (heard)
        {
            var told = instrument.Name;
            foreach (var tag in tags)
            {
                told += $" {tag.Value}";
                Tags.Add($"{tag.Key}={tag.Value}");
            }

            heard.Add(instrument is Histogram<double> ? told : $"{told} {value.ToString(CultureInfo.InvariantCulture)}");
        }
    }
}
