using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;

namespace Funding.Benchmarks.Engines;

internal static class RebuildsSideBySide
{
    public static Task<IReadOnlyList<Line>> MeasureAsync(Run run, string name) => Task.FromResult<IReadOnlyList<Line>>([]);
}
