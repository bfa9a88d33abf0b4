using System.Globalization;
using Funding.Domain.Cpts;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
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

    /// <summary>A commitment of a dossier.</summary>
    public static string Commitment(Guid cpts, string id, MomentQuestion? moment) => To($"/cpts/{cpts}/engagements/{Uri.EscapeDataString(id)}", moment);

    /// <summary>The event at a position of the ledger: what it is does not depend on a moment.</summary>
    public static string Event(long seq) => string.Create(CultureInfo.InvariantCulture, $"/evenements/{seq}");

    /// <summary>The replay of the CPTS or the region of that address, up to the moment.</summary>
    public static string ToReplay(string of, MomentQuestion? moment)
        => To($"{of}/rejeu", null, moment?.Parameters.Select(it => it.Name == "asOf" ? ("to", it.Value) : it) ?? []);

    /// <summary>The entries that a figure is the sum of.</summary>
    /// <param name="opening">Of what it is (<see cref="Openings"/>).</param>
    /// <param name="figure">What it counts; null for entries of every kind.</param>
    /// <param name="source">Of which source; null for all.</param>
    /// <param name="moment">The moment that it is shown at.</param>
    public static string Entries(IEnumerable<(string Name, string? Value)> opening, Figure? figure, FundingSource? source, MomentQuestion? moment)
        => To("/ecritures", moment, [.. opening, ("source", source is { } its ? Slug.Of(its) : null), ("kind", figure is { } known ? Slug.Of(known) : null)]);

    /// <summary>The acts that a FIR envelope, or those of all regions, consist of.</summary>
    public static string EnvelopeActs(string? region, int? year, MomentQuestion? moment) => To("/enveloppes", moment, ("region", region), ("year", year?.ToString(CultureInfo.InvariantCulture)));
}
