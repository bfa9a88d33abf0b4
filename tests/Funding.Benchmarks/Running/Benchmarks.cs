#if MARTEN
using Funding.Benchmarks.Engines;
#endif
using Funding.Benchmarks.Measuring;

namespace Funding.Benchmarks.Running;

/// <summary>What can be measured.</summary>
internal static class Benchmarks
{
    /// <summary>Those of the page that is measured by default.</summary>
    public static IReadOnlyList<IBenchmark> All { get; } = [new Commands(), new Import(), new Folds(), new AsOf(), new HostMemory(), new Rebuild(), new Verify(), new Growth()];

    /// <summary>Those of both engines, on a page of their own; none where the other engine is not in the build.</summary>
    public static IReadOnlyList<IBenchmark> OfEngines { get; } =
#if MARTEN
        [new EngineActs(), new EngineRebuilds(), new EngineFolds(), new EngineImports()];
#else
        [];
#endif

    private const string Engines = "engines";

    /// <summary>Those that are measured when they are asked for, each on its page.</summary>
    private static IReadOnlyList<IBenchmark> Apart { get; } = [new FirstPages(), .. OfEngines];

    private static IEnumerable<IBenchmark> Known => All.Concat(Apart);

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => Known.Select(it => it.Name).Append($"{Engines} (both engines side by side, where built with -p:WithMarten=true)");

    /// <summary>Those of these names; the default ones without any.</summary>
    public static IReadOnlyList<IBenchmark> Of(IReadOnlyCollection<string> names)
        => names.Count == 0 ? All : [.. Known.Where(it => names.Contains(it.Name) || (names.Contains(Engines) && OfEngines.Contains(it)))];

    /// <summary>Why these names cannot be measured together, or null.</summary>
    public static string? Fault(IReadOnlyCollection<string> names)
    {
        if (OfEngines.Count == 0 && names.Contains(Engines)) return $"{Engines}: not in this build. Where the packages of Marten and Wolverine can be restored, build it with -p:WithMarten=true.";
        if (names.FirstOrDefault(name => name != Engines && Known.All(it => it.Name != name)) is { } unknown) return $"{unknown}: none of {string.Join(", ", Names)}.";
        return Of(names).DistinctBy(it => it.Page).Count() > 1 ? "What has a page of its own is measured alone: the first pages, and both engines." : null;
    }
}
