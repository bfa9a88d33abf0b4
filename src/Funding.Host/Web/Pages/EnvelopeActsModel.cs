using System.Globalization;
using Funding.Domain;
using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>The acts that FIR envelopes consist of.</summary>
public sealed record EnvelopeActsModel
{
    /// <summary>From where in time.</summary>
    public required MomentQuestion Moment { get; init; }

    /// <summary>INSEE code of the region shown, or null for all.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>The budget year shown, or null for all.</summary>
    public required int? Year { get; init; }

    /// <summary>The form, as it was filled in.</summary>
    public required AskedFields Fields { get; init; }

    /// <summary>The envelopes.</summary>
    public IReadOnlyList<EnvelopeView> Envelopes { get; init; } = [];

    /// <summary>Some of their acts, newest first; null when the form could not be read.</summary>
    public Page<EnvelopeAct>? Acts { get; init; }

    /// <summary>Whether it is the first page of them.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>The names still known of those who acted.</summary>
    public IReadOnlyDictionary<PersonId, string> Names { get; init; } = new Dictionary<PersonId, string>();

    /// <summary>Names of places.</summary>
    public required ReferenceData Reference { get; init; }

    internal Money Authorised => Envelopes.Total(it => it.Figures.Authorised);

    internal string NameOf(string region) => Reference.FindRegion(region)?.Name ?? region;

    internal string Address(string? after, MomentQuestion? moment)
        => Links.To("/enveloppes", moment, ("region", RegionCode), ("year", Year?.ToString(CultureInfo.InvariantCulture)), ("after", after));
}
