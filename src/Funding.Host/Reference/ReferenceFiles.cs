using System.Globalization;
using CsvHelper;
using Funding.Domain.Tariffs;

namespace Funding.Host.Reference;

/// <summary>The published figures that the host embeds (<c>Reference/data</c>, whose README names their sources). Read at each call.</summary>
public static class ReferenceFiles
{
    /// <summary>The budget years for which <see cref="FirEnvelopes"/> has figures.</summary>
    public static IReadOnlyList<int> FirYears { get; } = [2023, 2024];

    /// <summary>The FIR envelopes of a year, for the regions whose figures are known: not all 18 of them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not one of <see cref="FirYears"/>.</exception>
    public static IReadOnlyList<FirEnvelopeRow> FirEnvelopes(int year) =>
        FirYears.Contains(year)
            ? Read<FirEnvelopeRow>($"fir-envelopes-{year}.csv")
            : throw new ArgumentOutOfRangeException(nameof(year), year, "No FIR envelope is known for this year.");

    /// <summary>The national counts of CPTS by stage, oldest first.</summary>
    public static IReadOnlyList<FunnelRow> Funnel() => Read<FunnelRow>("cpts-national-funnel.csv");

    /// <summary>The ACI tariffs to publish, oldest first; a cell that no source gives is not among their cells.</summary>
    public static IReadOnlyList<PublishTariff> AciTariffs()
    {
        using var file = EmbeddedText.Open("aci-tariffs.json");
        return TariffFile.Read(file.ReadToEnd());
    }

    // The files are ours: what does not fit is a mistake to be told, never to be read around. Figures have a decimal point.
    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        FormatProvider = CultureInfo.InvariantCulture,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    private static List<T> Read<T>(string file)
    {
        using var csv = CsvReader.Create(EmbeddedText.Open(file), Strict, leaveOpen: false);
        return [.. csv.GetRecords<T>()];
    }
}
