using Funding.Engine.Reading;

namespace Funding.Host.Presentation;

/// <summary>What the workers behind the record do, and what of it is to be looked at.</summary>
public static class WorkerLabels
{
    /// <summary>A worker by what it does; one that is unknown here by its name.</summary>
    public static string Of(string worker) => worker switch
    {
        WorkerNames.Sequencer => "Numérotation des actes",
        WorkerNames.Views => "Vues et sommes",
        WorkerNames.Ledger => "Scellement du registre",
        WorkerNames.DueDates => "Échéances de droit",
        WorkerNames.Notices => "Notifications",
        WorkerNames.Reminders => "Rappels",
        WorkerNames.Webhooks => "Abonnements webhooks",
        WorkerNames.Deliveries => "Envois",
        _ => worker,
    };

    /// <summary>An alarm that is raised, in a sentence.</summary>
    public static string Of(Alarm alarm) => alarm.Name switch
    {
        "unprojected" => $"Des actes attendent depuis {Seconds(alarm)} d’entrer dans les vues.",
        "unsealed" => $"Des actes attendent depuis {Seconds(alarm)} d’être scellés.",
        "unsent" => $"Des messages attendent depuis {Seconds(alarm)} d’être envoyés.",
        "dead-letters" => $"{French.Count(alarm.Count ?? 0, "message")} en échec à examiner.",
        var other => $"Alarme « {other} ».",
    };

    private static string Seconds(Alarm alarm) => French.Count((long)(alarm.Seconds ?? 0), "seconde");
}
