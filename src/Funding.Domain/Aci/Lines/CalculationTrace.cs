namespace Funding.Domain.Aci;

/// <summary>How the amount of a line comes about, as data: stored with the line, so that it can be told and worked out again whatever changes later.</summary>
/// <remarks>Amount = round(Σ annual × days × rate / days of the year), once, to the cent, half away from zero.</remarks>
/// <param name="Kind">What the line pays for.</param>
/// <param name="Contract">Number of the contract.</param>
/// <param name="Year">The contract year, from 1.</param>
/// <param name="Mission">The mission, or null for the functioning.</param>
/// <param name="YearFrom">First day of the contract year.</param>
/// <param name="YearTo">Last day of the contract year, included.</param>
/// <param name="YearDays">Its days.</param>
/// <param name="Spans">The days that count, in order, with the annual amount in force; none when no day counts.</param>
/// <param name="AchievedRate">For a variable part: 0 to 1; else null.</param>
/// <param name="AdvanceRate">The part paid in advance when the line opens, or null when it is paid at once.</param>
/// <param name="EndsOn">The last day of a contract that is terminated within the year or before it; else null.</param>
/// <param name="Amount">Euros: the amount of the line.</param>
public sealed record CalculationTrace(
    LineKind Kind, int Contract, int Year, Mission? Mission, DateOnly YearFrom, DateOnly YearTo, int YearDays, Sequence<TraceSpan> Spans,
    decimal? AchievedRate, decimal? AdvanceRate, DateOnly? EndsOn, Money Amount);

/// <summary>Days over which one annual amount is in force.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Days">How many.</param>
/// <param name="Annual">Euros a year.</param>
/// <param name="Round">The proposal in which it was agreed.</param>
/// <param name="Tariff">Id of the tariff.</param>
/// <param name="TariffVersion">Version of the tariff's stream on the day of signature.</param>
/// <param name="TariffReference">Its legal text.</param>
public sealed record TraceSpan(DateOnly From, DateOnly To, int Days, Money Annual, int Round, string Tariff, long TariffVersion, string TariffReference);
