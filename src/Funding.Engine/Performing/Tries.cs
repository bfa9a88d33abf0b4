using Funding.Engine.Acting;

namespace Funding.Engine.Performing;

/// <summary>Tries an act until it is stored or refused, with pauses that grow at random: each time it is judged on what is there then.</summary>
internal static class Tries
{
    private const int Most = 12;

    /// <summary>The outcome; that it is in progress when others were first each time.</summary>
    /// <param name="one">One try, told whether it is the last; null when it is to be judged again.</param>
    /// <param name="cancellation">Gives up between two tries.</param>
    public static async Task<ActOutcome> RepeatAsync(Func<bool, Task<ActOutcome?>> one, CancellationToken cancellation)
    {
        for (var i = 0; i < Most; i++)
        {
            if (i > 0) await Task.Delay(Random.Shared.Next(2, 5 << Math.Min(i, 5)), cancellation);
            if (await one(i == Most - 1) is { } outcome) return outcome;
        }

        return new ActRefused(new InProgress());
    }
}
