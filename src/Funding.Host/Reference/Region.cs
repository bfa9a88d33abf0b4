namespace Funding.Host.Reference;

/// <summary>A region and its legal time.</summary>
/// <param name="Code">INSEE code of the region: <c>75</c> is Nouvelle-Aquitaine, not Paris.</param>
/// <param name="Name">Name in French, as screens show it.</param>
/// <param name="Zone">The IANA zone whose offsets are the region's legal time.</param>
public sealed record Region(string Code, string Name, TimeZoneInfo Zone);
