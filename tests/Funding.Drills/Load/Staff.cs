using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Drills.Load;

/// <summary>Where the acts of a drill are done.</summary>
/// <param name="Region">INSEE code.</param>
/// <param name="Department">INSEE code.</param>
internal sealed record Place(string Region, string Department)
{
    /// <summary>Two regions, in two lanes of the engine; both on the time of Paris.</summary>
    public static readonly IReadOnlyList<Place> All = [new("84", "69"), new("75", "33")];
}

/// <summary>Tokens of those who act, from the local issuer that the hosts of one data folder share.</summary>
internal sealed class Staff
{
    private readonly Dictionary<string, string> officers;
    private readonly Dictionary<string, string> accountants;

    public Staff(string data)
    {
        using var issuer = new LocalIssuer(new FundingSettings { Data = data });
        Admin = issuer.Issue(new TokenRequest("admin", "drill.admin") { Region = "*" });
        Auditor = issuer.Issue(new TokenRequest("auditor", "drill.auditor") { Region = "*" });
        officers = Place.All.ToDictionary(it => it.Region, it => issuer.Issue(new TokenRequest("ars-officer", $"drill.officer.{it.Region}") { Region = it.Region }));
        accountants = Place.All.ToDictionary(it => it.Region, it => issuer.Issue(new TokenRequest("ars-accountant", $"drill.accountant.{it.Region}") { Region = it.Region }));
    }

    public string Admin { get; }

    public string Auditor { get; }

    public string Officer(Place place) => officers[place.Region];

    public string Accountant(Place place) => accountants[place.Region];
}
