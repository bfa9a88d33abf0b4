using System.Text.Json;
using System.Text.RegularExpressions;
using Funding.Host.Tests.Acceptance;

namespace Funding.Host.Tests.Marten;

/// <summary>Asks two hosts of one database everything that an auditor of the nation can read without saying more than a CPTS or a region.</summary>
internal sealed partial class BothTell(LiveHost one, LiveHost other)
{
    /// <summary>Files are made of what the others tell; progress and the log's end move by themselves.</summary>
    private static readonly string[] Elsewhere = ["/export", "/health", "/ledger", "/simulation", "/inbox", "/webhooks", "/dead-letters"];

    private IReadOnlyList<string>? addresses;

    /// <summary>The addresses that told something; the others need more to be asked, and are refused alike.</summary>
    public HashSet<string> Told { get; } = new(StringComparer.Ordinal);

    /// <summary>The first difference; null when both tell the same.</summary>
    public async Task<string?> DifferenceAsync()
    {
        await Store.TestEngine.UntilAsync(() => one.ScalarAsync<bool>(Store.TestEngine.Settled), settled => settled, seconds: 30);
        var token = one.Token("auditor", "a.udit", region: "*");
        var ids = await one.ScalarAsync<string[]>("select coalesce(array_agg(id::text order by id), '{}') from funding.dossiers");
        var regions = await one.ScalarAsync<string[]>("select coalesce(array_agg(distinct region), '{}') from funding.entries");
        foreach (var address in (addresses ??= await AddressesAsync()).SelectMany(it => Filled(it, ids, regions)))
        {
            var (here, there) = (await one.GetAsync(address, token), await other.GetAsync(address, token));
            if (here.Status == 200) Told.Add(address);
            if (here.Status >= 500 || here.Status != there.Status || Asked().Replace(here.Text, "") != Asked().Replace(there.Text, "")) return $"{address}: {here.Status} {here.Text}\nbut {there.Status} {there.Text}";
        }

        return null;
    }

    private static IEnumerable<string> Filled(string address, string[] ids, string[] regions)
        => address.Contains("/cpts/{id}", StringComparison.Ordinal) ? ids.Select(id => address.Replace("{id}", id, StringComparison.Ordinal))
            : address.Contains("/regions/{code}", StringComparison.Ordinal) ? regions.Select(code => address.Replace("{code}", code, StringComparison.Ordinal))
            : [address];

    private async Task<IReadOnlyList<string>> AddressesAsync()
    {
        var document = (await one.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Json;
        return [.. from path in document.GetProperty("paths").EnumerateObject()
                   where path.Value.TryGetProperty("get", out var get) && !NeedsMore(get)
                   let address = path.Name.Replace("/api/v1", "", StringComparison.Ordinal)
                   where !Elsewhere.Any(it => address.Contains(it, StringComparison.Ordinal)) && !Others(address).Contains('{', StringComparison.Ordinal)
                   select address];
    }

    private static string Others(string address) => address.Replace("/cpts/{id}", "", StringComparison.Ordinal).Replace("/regions/{code}", "", StringComparison.Ordinal);

    private static bool NeedsMore(JsonElement get)
        => get.TryGetProperty("parameters", out var parameters)
            && parameters.EnumerateArray().Any(it => it.TryGetProperty("in", out var place) && place.GetString() == "query" && it.TryGetProperty("required", out var required) && required.GetBoolean());

    /// <summary>What is of the request alone.</summary>
    [GeneratedRegex("\"correlationId\":\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Asked();
}
