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

    internal static string ViewOf(string view) => view switch { "regions" => "Écritures, faits et enveloppes", "dossiers" => "Dossiers", _ => view };
}
