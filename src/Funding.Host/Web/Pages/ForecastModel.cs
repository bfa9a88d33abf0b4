using Funding.Engine.Reading;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>What a region, or the nation, will owe by month from everything signed.</summary>
/// <param name="Moment">From where in time.</param>
/// <param name="RegionCode">INSEE code of the region shown, or null for all.</param>
/// <param name="Forecast">The sums.</param>
/// <param name="Synthetic">Whether anything shown is made up.</param>
/// <param name="Reference">Names of places.</param>
public sealed record ForecastModel(MomentQuestion Moment, string? RegionCode, Forecast Forecast, bool Synthetic, ReferenceData Reference);
