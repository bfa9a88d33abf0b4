using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Engine;
using Funding.Engine.Clocks;
using Funding.Host.Reference;
using Funding.Host.Settings;

namespace Funding.Host.Hosting;

/// <summary>Which engine the host runs on (ADR 0001).</summary>
internal static class EngineChoice
{
    private const string NotBuilt = """
        Ce programme a été construit sans le moteur Marten : là où les paquets de Marten et de Wolverine se restaurent, construisez-le avec -p:WithMarten=true. Le moteur intégré (Funding__Engine=Funding, la valeur par défaut) tient le même journal.
        """;

    /// <summary>The engines of this program.</summary>
    public static IReadOnlyList<IEngine> All { get; } =
    [
        new BuiltInEngine(),
#if MARTEN
        new Funding.Marten.MartenEngine(),
#endif
    ];

    /// <summary>The one that the settings name.</summary>
    /// <exception cref="CannotRunException">This program does not have it, or nobody knows it: why, and what to do.</exception>
    public static IEngine Of(FundingSettings settings) => All.FirstOrDefault(engine => Is(settings, engine.Name)) ?? throw new CannotRunException(Is(settings, "Marten")
        ? NotBuilt
        : $"Moteur « {settings.Engine} » inconnu : {string.Join(" ou ", All.Select(engine => $"Funding__Engine={engine.Name}"))}.");

    /// <summary>Adds an engine with the territories of France.</summary>
    public static IServiceCollection AddFundingEngine(this IServiceCollection services, IEngine engine, RuntimeDatabase database, DomainClock clock, RuleSettings rules)
        => services.AddSingleton(ReferenceData.Current).AddSingleton<IReferenceData>(ReferenceData.Current).AddEngine(engine, database, clock, rules);

    private static bool Is(FundingSettings settings, string name) => settings.Engine.Equals(name, StringComparison.OrdinalIgnoreCase);
}
