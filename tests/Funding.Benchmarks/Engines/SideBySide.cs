using System.Reflection;
using Funding.Benchmarks.Reporting;
using Funding.Benchmarks.Running;
using Marten;
using Npgsql;
using Wolverine;

namespace Funding.Benchmarks.Engines;

/// <summary>Both engines side by side: acts, rebuilds, folds, and the load of a history.</summary>
internal sealed class SideBySide : IBenchmark
{
    public string Name => "engines";

    public Page Page => new("The engines side by side", "--only engines --out docs/benchmarks-engines", "against")
    {
        Properties = " -p:WithMarten=true",
        Said = EnginesText.Of,
        On =
        [
            ("Npgsql", VersionOf(typeof(NpgsqlConnection))),
            ("Marten", VersionOf(typeof(DocumentStore))),
            ("WolverineFx", VersionOf(typeof(IMessageBus))),
            ("connections", "at most 30 for the built-in engine; 30 and, for Marten and Wolverine, 20 more for the Marten engine; 30 for Marten and Wolverine alone"),
        ],
    };

    public async Task<IReadOnlyList<Line>> MeasureAsync(Run run) =>
    [
        .. await ActsSideBySide.MeasureAsync(run, Name),
        .. await RebuildsSideBySide.MeasureAsync(run, Name),
        .. await FoldsSideBySide.MeasureAsync(run, Name),
        .. await ImportsSideBySide.MeasureAsync(run, Name),
    ];

    private static string VersionOf(Type type) => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
