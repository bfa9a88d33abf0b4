using Funding.Engine.Reading;
using Funding.Host.Api.Json;

namespace Funding.Host.Api.Reads;

/// <summary>
/// Addresses that open figures, as URI templates (RFC 6570): with its <c>{source}</c>, <c>{kind}</c>, <c>{instalment}</c>… put in, each
/// lists exactly the entries, acts or CPTS that a figure is the sum of, at the moment of the answer's question.
/// </summary>
internal sealed class Links(Moment moment)
{
    private const string Api = "/api/v1";

    /// <summary>Entries of a source: <c>fir</c>, <c>aci</c>, <c>transformation</c>.</summary>
    public const string Source = "source={source}";

    /// <summary>Entries by what they count: <c>committed</c>, <c>certified</c>, <c>paid</c>, <c>barred</c>, <c>recovery-ordered</c>, <c>recovered</c>, <c>waived</c>; or what is worked out of them (<see cref="Figure"/>).</summary>
    public const string Kind = "kind={kind}";

    /// <summary>The entries of an opening, of which more is left to say.</summary>
    public string Entries(IEnumerable<(string Name, string? Value)> opening, params IEnumerable<string?> more)
        => Address("/audit/entries", [.. opening.Select(it => it.Value is null ? null : $"{it.Name}={it.Value}"), .. more]);

    /// <summary>The acts that an envelope consists of.</summary>
    public string EnvelopeActs(string? region, int? year) => Address("/audit/envelope-acts", [region is null ? null : $"region={region}", $"year={year}"]);

    /// <summary>The CPTS in a phase.</summary>
    public string CptsByPhase(string? region) => Address("/cpts", [region is null ? null : $"region={region}", "phase={phase}"]);

    /// <summary>The sums that a forecast consists of.</summary>
    public string Payables(string region) => Address($"/regions/{region}/forecast/payables", ["month={month}", "source={source}"]);

    private string Address(string path, IEnumerable<string?> conditions)
    {
        string?[] all =
        [
            .. conditions,
            moment.AsOf is { } instant ? $"asOf={InstantJson.Write(instant)}" : null,
            moment.EffectiveOn is { } day ? $"effectiveOn={day:yyyy-MM-dd}" : null,
        ];
        return $"{Api}{path}?{string.Join('&', all.OfType<string>())}";
    }
}
