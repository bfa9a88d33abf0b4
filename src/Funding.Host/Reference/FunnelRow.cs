using CsvHelper;

namespace Funding.Host.Reference;

/// <summary>How many CPTS were in each public stage on a day, in the whole country. A figure that the source does not give is <c>null</c>.</summary>
/// <param name="Date">Day, or first day of the period, of the count.</param>
/// <param name="Total">CPTS known, all stages together.</param>
/// <param name="PreProject">Pre-projects: no accepted letter of intent yet.</param>
/// <param name="LetterAccepted">Letter accepted, project being written.</param>
/// <param name="ProjectValidated">Project validated, ACI contract not signed.</param>
/// <param name="AciSigned">ACI contract signed.</param>
/// <param name="PopulationCoveredPercent">Share of the population that a CPTS covers, 0 to 100.</param>
/// <param name="Source">Who published the count, and where.</param>
[CsvRecord]
public sealed partial record FunnelRow(
    DateOnly Date,
    int Total,
    int? PreProject,
    int? LetterAccepted,
    int? ProjectValidated,
    int? AciSigned,
    decimal? PopulationCoveredPercent,
    string Source);
