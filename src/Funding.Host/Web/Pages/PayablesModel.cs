using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Presentation;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>The sums behind a figure of the forecast.</summary>
/// <param name="Moment">From where in time.</param>
/// <param name="RegionCode">INSEE code of the region shown, or null for all.</param>
/// <param name="Month">In which month they count (<see cref="Forecast"/>); null for all.</param>
/// <param name="Source">Of which source; null for all.</param>
/// <param name="Variable">Whether those that variable parts may come to; else those that are owed.</param>
/// <param name="All">All of them.</param>
/// <param name="Page">Some of them, earliest first.</param>
/// <param name="Synthetic">Whether anything shown is made up.</param>
/// <param name="Reference">Names of places.</param>
public sealed record PayablesModel(
    MomentQuestion Moment, string? RegionCode, DateOnly? Month, FundingSource? Source, bool Variable, IReadOnlyList<DossierPayable> All, Page<DossierPayable> Page, bool Synthetic, ReferenceData Reference)
{
    /// <summary>Of an address: those that variable parts may come to.</summary>
    public const string VariableWord = "variable-at-most";

    internal Money Total => All.Total(it => it.Payable.Amount);

    internal string Words => string.Join(", ", new[]
    {
        Variable ? "parts variables au plus" : "dû", Source is { } source ? Labels.Of(source) : null, RegionCode is null ? "France entière" : Reference.FindRegion(RegionCode)?.Name, Month is { } month ? WordsOf(month) : null,
    }.OfType<string>());

    internal string Next(string after) => Address(RegionCode, Month, Source, Variable, Moment, after);

    /// <summary>A place in a forecast, in words.</summary>
    internal static string WordsOf(DateOnly month) => month == Forecast.Before ? "échu et non versé" : month == Forecast.After ? "au-delà" : French.Month(month);

    /// <summary>The address of the sums of a figure.</summary>
    internal static string Address(string? region, DateOnly? month, FundingSource? source, bool variable, MomentQuestion moment, string? after = null) => Links.To(
        "/prevision/sommes", moment, ("region", region),
        ("month", month is not { } place ? null : place == Forecast.Before ? "overdue" : place == Forecast.After ? "later" : place.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
        ("source", source is { } its ? Slug.Of(its) : null), ("certainty", variable ? VariableWord : null), ("after", after));
}
