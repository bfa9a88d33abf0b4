using System.Globalization;
using System.Text;
using Funding.Host.Ledger;
using Funding.Host.Reading;

namespace Funding.Host.Engine.Storage;

/// <summary>The leaf of the ledger: the canonical JSON (RFC 8785) of an event. Sealed texts stay sealed: erasing changes no leaf.</summary>
internal static class CanonicalEvent
{
    public static LedgerLine Line(StoredEvent stored)
    {
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["actor"] = CanonicalJson.Text(stored.Actor.ToString()),
            ["data"] = CanonicalJson.Of(Encoding.UTF8.GetString(stored.Data)),
            ["id"] = CanonicalJson.Text(stored.Id.ToString()),
            ["recordedAt"] = CanonicalJson.Text(stored.RecordedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)),
            ["seq"] = stored.Position!.Value.ToString(CultureInfo.InvariantCulture),
            ["stream"] = CanonicalJson.Text(stored.Stream),
            ["type"] = CanonicalJson.Text(stored.Type),
            ["version"] = stored.Version.ToString(CultureInfo.InvariantCulture),
        };
        if (stored.Correlation is { } correlation) members["correlationId"] = CanonicalJson.Text(correlation.ToString());
        return new LedgerLine(stored.Position!.Value, "{" + string.Join(',', members.Select(member => CanonicalJson.Text(member.Key) + ":" + member.Value)) + "}");
    }
}
