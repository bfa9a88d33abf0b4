using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace Funding.Host.Web;

/// <summary>Addresses of the pages, with the moment they are read from.</summary>
internal static class Links
{
    public static string To(string path, MomentQuestion? moment, params IEnumerable<(string Name, string? Value)> more)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in more.Concat(moment?.Parameters ?? []))
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        return path + query.ToQueryString();
    }

    public static string ToDossier(Guid id, MomentQuestion? moment) => To($"/cpts/{id}", moment);

    /// <summary>The event at a position of the ledger: what it is does not depend on a moment.</summary>
    public static string Event(long seq) => string.Create(CultureInfo.InvariantCulture, $"/evenements/{seq}");

    /// <summary>The replay of the CPTS or the region of that address, up to the moment.</summary>
    public static string ToReplay(string of, MomentQuestion? moment)
        => To($"{of}/rejeu", null, moment?.Parameters.Select(it => it.Name == "asOf" ? ("to", it.Value) : it) ?? []);
}
