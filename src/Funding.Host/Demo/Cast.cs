using System.Globalization;
using Funding.Domain;
using Funding.Domain.Rights;

namespace Funding.Host.Demo;

/// <summary>Somebody made up who acts in the history.</summary>
/// <param name="Subject">By which the issuer <see cref="Cast.Issuer"/> knows them.</param>
/// <param name="Name">What screens show; it says that it is made up.</param>
public sealed record FictivePerson(string Subject, string Name);

/// <summary>The people of the history: given ids by the system that shows their names, else by chance.</summary>
internal sealed class Cast(int seed, IReadOnlyDictionary<string, PersonId>? known)
{
    /// <summary>Who vouches for made-up people: no token is issued in its name.</summary>
    public const string Issuer = "demo";

    public const string Administrator = "admin";

    /// <summary>Enough people in each office that the four-eyes rules can hold.</summary>
    private static readonly (string Seat, string Name, Role Role)[] Agents =
    [
        ("officer-1", "Agent ARS 1", Role.ArsOfficer), ("officer-2", "Agent ARS 2", Role.ArsOfficer),
        ("accountant-1", "Agent comptable 1", Role.ArsAccountant), ("accountant-2", "Agent comptable 2", Role.ArsAccountant),
        ("am-officer-1", "Agent CPAM 1", Role.AmOfficer), ("am-officer-2", "Agent CPAM 2", Role.AmOfficer),
        ("am-accountant-1", "Agent comptable CPAM 1", Role.AmAccountant), ("am-accountant-2", "Agent comptable CPAM 2", Role.AmAccountant),
    ];

    public static FictivePerson Administration { get; } = new(Administrator, "Administration nationale (fictive)");

    public static string Association(int number) => string.Create(CultureInfo.InvariantCulture, $"association-{number:0000}");

    /// <summary>Those who act for the two that pay in a region, with their roles.</summary>
    public static IEnumerable<(FictivePerson Person, Role Role)> AgentsOf(Reference.Region region)
        => Agents.Select(agent => (new FictivePerson($"{agent.Seat}-{region.Code}", $"{agent.Name}, {region.Name} (fictif)"), agent.Role));

    /// <summary>What screens show of who acts for a CPTS.</summary>
    public static string AssociationName(string cpts) => $"Association, {cpts}";

    /// <summary>Everybody who may act in a history of these places.</summary>
    public static IEnumerable<FictivePerson> All(IEnumerable<Reference.Region> regions, IEnumerable<PlannedTerritory> places)
        => regions.SelectMany(AgentsOf).Select(agent => agent.Person)
            .Concat(places.Select((place, i) => new FictivePerson(Association(i + 1), AssociationName(place.Name))))
            .Append(Administration);

    public PersonId Find(string subject) => known is null ? new Dice(seed, $"person {subject}").Person() : known[subject];

    public Offices Offices(string region) => new(Agency("", region), Agency("am-", region));

    private Agency Agency(string side, string region)
        => new(Find($"{side}officer-1-{region}"), Find($"{side}officer-2-{region}"), Find($"{side}accountant-1-{region}"), Find($"{side}accountant-2-{region}"));
}
