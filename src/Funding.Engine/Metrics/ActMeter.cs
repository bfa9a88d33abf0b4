using System.Diagnostics;
using System.Diagnostics.Metrics;
using Funding.Engine.Acting;

namespace Funding.Engine.Metrics;

/// <summary>How many acts are performed, what becomes of them, and how long they take. Tags are words of the program: no name, no id, no text.</summary>
internal sealed class ActMeter
{
    private readonly Histogram<double> duration;

    public ActMeter(IMeterFactory meters)
        => duration = meters.Create(FundingMeter.Name).CreateHistogram<double>(
            "funding.act.duration", "s", "Acts performed, by what was asked and what became of it: done, the slug of the refusal, or failed.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20] });

    /// <summary>Performs an act and notes it.</summary>
    public async Task<ActOutcome> MeasureAsync(object command, Func<Task<ActOutcome>> perform)
    {
        var start = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var came = await perform();
            outcome = came is ActRefused refused ? refused.Rejection.Slug : "done";
            return came;
        }
        finally
        {
            duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("act", command.GetType().Name), new("outcome", outcome));
        }
    }
}
