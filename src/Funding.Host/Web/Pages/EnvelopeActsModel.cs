using Funding.Domain;
using Funding.Host.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>The acts that FIR envelopes consist of.</summary>
/// <param name="Moment">From where in time.</param>
/// <param name="RegionCode">INSEE code of the region shown, or null for all.</param>
/// <param name="Year">The budget year shown, or null for all.</param>
/// <param name="Envelopes">The envelopes.</param>
/// <param name="Acts">Some of their acts, newest first.</param>
/// <param name="IsFirst">Whether it is the first page of them.</param>
/// <param name="Names">The names still known of those who acted.</param>
/// <param name="Reference">Names of places.</param>
public sealed record EnvelopeActsModel(
    MomentQuestion Moment, string? RegionCode, int? Year, IReadOnlyList<EnvelopeView> Envelopes, Page<EnvelopeAct> Acts, bool IsFirst, IReadOnlyDictionary<PersonId, string> Names, ReferenceData Reference)
{
    internal Money Authorised => Envelopes.Total(it => it.Figures.Authorised);

    internal string NameOf(string region) => Reference.FindRegion(region)?.Name ?? region;

    internal string Address(string? after, MomentQuestion? moment)
        => Links.To("/enveloppes", moment, ("region", RegionCode), ("year", Year?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("after", after));
}
