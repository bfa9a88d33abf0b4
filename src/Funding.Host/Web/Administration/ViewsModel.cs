using Funding.Engine.Reading;

namespace Funding.Host.Web.Administration;

/// <summary>How far the workers are, and what is rebuilt.</summary>
public sealed record ViewsModel
{
    /// <summary>The workers.</summary>
    public required IReadOnlyList<WorkerProgress> Workers { get; init; }

    /// <summary>What somebody should look at.</summary>
    public required IReadOnlyList<Alarm> Alarms { get; init; }

    /// <summary>The views that can be rebuilt.</summary>
    public required IReadOnlyList<string> Views { get; init; }

    /// <summary>The last rebuild asked for here; null when there was none.</summary>
    public required RebuildState? Run { get; init; }

    /// <summary>The view about whose replacement is asked once more, or null.</summary>
    public required string? Replacing { get; init; }

    /// <summary>The legal time that instants are shown in.</summary>
    public required TimeZoneInfo Zone { get; init; }

    internal static string NameOf(string worker) => worker switch
    {
        WorkerNames.Sequencer => "Numérotation des événements",
        WorkerNames.Views => "Vues",
        WorkerNames.Ledger => "Scellement du registre",
        WorkerNames.DueDates => "Ce qui échoit de soi-même",
        WorkerNames.Notices => "Notifications",
        WorkerNames.Reminders => "Rappels",
        WorkerNames.Webhooks => "File des webhooks",
        WorkerNames.Deliveries => "Envois",
        _ => worker,
    };

    internal static string WordsOf(Alarm alarm) => alarm.Name switch
    {
        "unprojected" => "Des événements ne sont pas encore dans les vues.",
        "unsealed" => "Des événements ne sont pas encore scellés.",
        "unsent" => "Des messages ne sont pas encore partis.",
        "dead-letters" => "Des messages sont en échec.",
        _ => alarm.Name,
    };

    internal static string ViewOf(string view) => view switch { "regions" => "Écritures, faits et enveloppes", "dossiers" => "Dossiers", _ => view };
}
