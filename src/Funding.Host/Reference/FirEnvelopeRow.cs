using CsvHelper;

namespace Funding.Host.Reference;

/// <summary>The FIR credits of a region for a year as the yearly order gives them, in euros. A part that the source does not give is <c>null</c>.</summary>
/// <param name="Region">INSEE code of the region.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Total">Whole envelope: fungible and ring-fenced, within 150 €.</param>
/// <param name="Fungible">The part that the agency distributes.</param>
/// <param name="Prevention">The share of <paramref name="Fungible"/> protected for prevention.</param>
/// <param name="MedicoSocial">The share of <paramref name="Fungible"/> protected for medico-social care.</param>
/// <param name="RingFenced">The part with a use fixed by the order.</param>
/// <param name="Source">The order, or its identifier on Légifrance.</param>
[CsvRecord]
public sealed partial record FirEnvelopeRow(
    [CsvColumn("regionCode")] string Region,
    int Year,
    decimal Total,
    decimal Fungible,
    decimal? Prevention,
    decimal? MedicoSocial,
    decimal? RingFenced,
    string Source);
