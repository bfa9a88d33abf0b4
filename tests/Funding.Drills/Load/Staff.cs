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
/// <param name="Admin">The nation's.</param>
/// <param name="Officers">ARS officers by region.</param>
/// <param name="Accountants">ARS accountants by region; other people, for four eyes.</param>
internal sealed record Staff(string Admin, IReadOnlyDictionary<string, string> Officers, IReadOnlyDictionary<string, string> Accountants)
{
    /// <summary>Has their tokens issued by the keys of a data folder.</summary>
    public static async Task<Staff> HireAsync(string data)
    {
        using var issuer = new LocalIssuer(new FundingSettings { Data = data });
        return await HireAsync(request => Task.FromResult(issuer.Issue(request)));
    }

    /// <summary>Has their tokens issued by whoever does it.</summary>
    public static async Task<Staff> HireAsync(Func<TokenRequest, Task<string>> issue)
    {
        var (officers, accountants) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var place in Place.All)
        {
            officers[place.Region] = await issue(new TokenRequest("ars-officer", $"drill.officer.{place.Region}") { Region = place.Region });
            accountants[place.Region] = await issue(new TokenRequest("ars-accountant", $"drill.accountant.{place.Region}") { Region = place.Region });
        }

        return new Staff(await issue(new TokenRequest("admin", "drill.admin") { Region = "*" }), officers, accountants);
    }

    public string Officer(Place place) => Officers[place.Region];

    public string Accountant(Place place) => Accountants[place.Region];
}
