namespace Funding.Engine.Storage;

/// <summary>The identity of streams: readable texts, the same on both engines (ADR 0006).</summary>
public static class StreamId
{
    private const string CptsPrefix = "cpts-";
    private const string EnvelopePrefix = "fir-envelope-";

    /// <summary>How the streams of tariffs begin: by it they are found, for nothing lists them.</summary>
    public const string TariffPrefix = "aci-tariff-";

    /// <summary>The stream of a CPTS.</summary>
    public static string OfCpts(Guid id) => CptsPrefix + id;

    /// <summary>The stream of the envelope of a region and budget year.</summary>
    public static string OfEnvelope(string region, int year) => $"{OfEnvelopes(region)}{year}";

    /// <summary>How the streams of the envelopes of a region begin.</summary>
    public static string OfEnvelopes(string region) => $"{EnvelopePrefix}{region}-";

    /// <summary>The stream of an ACI tariff.</summary>
    public static string OfTariff(string id) => TariffPrefix + id;

    /// <summary>Whether the stream is that of a CPTS, and of which.</summary>
    public static bool IsCpts(string stream, out Guid id)
    {
        id = default;
        return stream.StartsWith(CptsPrefix, StringComparison.Ordinal) && Guid.TryParse(stream.AsSpan(CptsPrefix.Length), out id);
    }

    /// <summary>Whether the stream is that of an envelope.</summary>
    public static bool IsEnvelope(string stream) => stream.StartsWith(EnvelopePrefix, StringComparison.Ordinal);

    /// <summary>The region of the stream of an envelope; null for any other.</summary>
    public static string? RegionOfEnvelope(string stream)
        => IsEnvelope(stream) && stream.LastIndexOf('-') is var end && end > EnvelopePrefix.Length ? stream[EnvelopePrefix.Length..end] : null;

    /// <summary>Whether the stream is that of a tariff, and of which.</summary>
    public static bool IsTariff(string stream, out string id)
    {
        id = stream.StartsWith(TariffPrefix, StringComparison.Ordinal) ? stream[TariffPrefix.Length..] : "";
        return id.Length > 0;
    }
}
