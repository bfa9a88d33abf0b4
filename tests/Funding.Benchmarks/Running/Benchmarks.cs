#if MARTEN
using Funding.Benchmarks.Engines;
#endif
using Funding.Benchmarks.Measuring;

namespace Funding.Benchmarks.Running;

/// <summary>What can be measured.</summary>
internal static class Benchmarks
{
    /// <summary>Those of the page that is measured by default.</summary>
    public static IReadOnlyList<IBenchmark> All { get; } = [new Commands(), new Import(), new Folds(), new AsOf(), new HostMemory(), new FirstPages(), new Rebuild(), new Verify(), new Growth()];

    /// <summary>Those of both engines, on a page of their own; none where the other engine is not in the build.</summary>
    public static IReadOnlyList<IBenchmark> OfEngines { get; } =
#if MARTEN
        [new EngineActs(), new EngineRebuilds(), new EngineFolds(), new EngineImports()];
#else
        [];
#endif

    private const string Engines = "engines";

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => All.Concat(OfEngines).Select(it => it.Name).Append($"{Engines} (both engines side by side, where built with -p:WithMarten=true)");

    /// <summary>Those of these names; the default ones without any.</summary>
    public static IReadOnlyList<IBenchmark> Of(IReadOnlyCollection<string> names)
        => names.Count == 0 ? All : [.. All.Concat(OfEngines).Where(it => names.Contains(it.Name) || (names.Contains(Engines) && OfEngines.Contains(it)))];

    /// <summary>Why these names cannot be measured together, or null.</summary>
    public static string? Fault(IReadOnlyCollection<string> names)
    {
        if (OfEngines.Count == 0 && names.Contains(Engines)) return $"{Engines}: not in this build. Where the packages of Marten and Wolverine can be restored, build it with -p:WithMarten=true.";
        if (names.FirstOrDefault(name => name != Engines && All.Concat(OfEngines).All(it => it.Name != name)) is { } unknown) return $"{unknown}: none of {string.Join(", ", Names)}.";
        return Of(names).DistinctBy(it => it.Page).Count() > 1 ? "What compares the engines has a page of its own: measure it alone." : null;
    }
}
