using Funding.Host.Settings;

namespace Funding.Host.Hosting;

/// <summary>Which engine the host runs on (ADR 0001).</summary>
internal static class EngineChoice
{
    private const string BuiltIn = "Funding";
    private const string Marten = "Marten";

    /// <summary>Refuses an engine that this program does not have, or that nobody knows, before anything is started.</summary>
    /// <exception cref="CannotRunException">Why, and what to do.</exception>
    public static void Check(FundingSettings settings)
    {
        if (Is(settings, BuiltIn)) return;
        throw new CannotRunException(Is(settings, Marten)
            ? "Le moteur Marten n'est pas encore dans cette version, quels que soient les paquets : seul le moteur intégré sert (Funding__Engine=Funding, la valeur par défaut). Il tient son journal dans les tables de Marten 9."
            : $"Moteur « {settings.Engine} » inconnu : Funding__Engine=Funding (le moteur intégré, par défaut).");
    }

    private static bool Is(FundingSettings settings, string name) => settings.Engine.Equals(name, StringComparison.OrdinalIgnoreCase);
}
