using Funding.Engine;

namespace Funding.Host.Presentation;

/// <summary>What came of a rebuild, in French, on the command line and on the page.</summary>
internal static class RebuildSentences
{
    /// <summary>What became of the view.</summary>
    public static string Of(RebuildReport report)
    {
        var at = report.Position == 0 ? "" : $" à la position {French.Of(report.Position)}";
        var resumed = report.ResumedAt == 0 ? "" : $" (reprise à la position {French.Of(report.ResumedAt)})";
        return (report.Difference, report.Swapped) switch
        {
            (null, true) => $"recalculée, égale à la vue en service{at}, échangée{resumed}.",
            (null, false) => $"égale à la vue en service{at}{resumed}.",
            (_, true) => $"remplacée{at}{resumed}.",
            (_, false) => $"la vue en service diffère de ce que donne le journal{at} ; rien n'a été échangé{resumed}.",
        };
    }

    /// <summary>Where the two differ first.</summary>
    public static string Of(ViewDifference it) => $"première différence : table {it.Table}, ligne {it.Row} : " + it switch
    {
        { Column: { } column } => $"colonne {column} : {it.There} au lieu de {it.Expected}.",
        { There: null } => $"ligne absente, attendue : {it.Expected}.",
        _ => $"ligne en trop : {it.There}.",
    };

    /// <summary>Why it could not be done.</summary>
    public static string Of(RebuildRefusal refusal, string view) => refusal == RebuildRefusal.AnotherRuns
        ? "Une reconstruction est déjà en cours sur cette base : attendez qu'elle finisse."
        : $"La vue {view} est retenue par autre chose (une sauvegarde, un long import ?) et n'a pas été échangée. Ce qui est recalculé est gardé : relancez plus tard.";
}
