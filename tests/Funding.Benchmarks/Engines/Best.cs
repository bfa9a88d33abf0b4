namespace Funding.Benchmarks.Engines;

/// <summary>Tuning by trying.</summary>
internal static class Best
{
    /// <summary>The setting with which something takes the least time, each tried twice: the first who is tried would pay for the warm-up.</summary>
    public static async Task<T> OfAsync<T>(IReadOnlyList<T> settings, Func<T, Task<double>> secondsAsync)
    {
        var least = new double[settings.Count];
        Array.Fill(least, double.MaxValue);
        for (var time = 0; time < 2; time++)
            for (var i = 0; i < settings.Count; i++)
                least[i] = Math.Min(least[i], await secondsAsync(settings[i]));
        return settings[Array.IndexOf(least, least.Min())];
    }
}
