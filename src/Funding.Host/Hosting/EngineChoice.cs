using Funding.Host.Settings;

namespace Funding.Host.Hosting;

/// <summary>Which engine the host runs on (ADR 0001).</summary>
internal static class EngineChoice
{
    private const string BuiltIn = "Funding";
    private const string Marten = "Marten";

    /// <summary>Refuses an engine that this program was built without, or that nobody knows, before anything is started.</summary>
    /// <exception cref="CannotRunException">Why, and what to do.</exception>
    public static void Check(FundingSettings settings)
    {
        if (Is(settings, BuiltIn)) return;
        throw new CannotRunException(Is(settings, Marten)
            ? "Ce programme a été construit sans le moteur Marten. Pour l'avoir, reconstruisez-le avec « -p:WithMarten=true » sur une source de paquets qui offre Marten 9 et WolverineFx 6. "
                + "Pour s'en passer : Funding__Engine=Funding, le moteur intégré, qui est celui par défaut et tient le même journal."
            : $"Moteur « {settings.Engine} » inconnu : Funding__Engine=Funding (le moteur intégré, par défaut) ou Funding__Engine=Marten.");
    }

    private static bool Is(FundingSettings settings, string name) => settings.Engine.Equals(name, StringComparison.OrdinalIgnoreCase);
}
