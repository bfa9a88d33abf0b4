using System.Globalization;
using Funding.Domain;

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
    private static readonly (string Role, string Name)[] Agents =
    [
        ("officer-1", "Agent ARS 1"), ("officer-2", "Agent ARS 2"), ("accountant-1", "Agent comptable 1"), ("accountant-2", "Agent comptable 2"),
        ("am-officer-1", "Agent CPAM 1"), ("am-officer-2", "Agent CPAM 2"), ("am-accountant-1", "Agent comptable CPAM 1"), ("am-accountant-2", "Agent comptable CPAM 2"),
    ];

    public static string Association(int number) => string.Create(CultureInfo.InvariantCulture, $"association-{number:0000}");

    /// <summary>Everybody who may act in a history of these places.</summary>
    public static IEnumerable<FictivePerson> All(IEnumerable<Reference.Region> regions, IEnumerable<PlannedTerritory> places)
        => regions.SelectMany(region => Agents.Select(agent => new FictivePerson($"{agent.Role}-{region.Code}", $"{agent.Name}, {region.Name} (fictif)")))
            .Concat(places.Select((place, i) => new FictivePerson(Association(i + 1), $"Association, {place.Name}")))
            .Append(new FictivePerson(Administrator, "Administration nationale (fictive)"));

    public PersonId Find(string subject) => known is null ? new Dice(seed, $"person {subject}").Person() : known[subject];

    public Offices Offices(string region) => new(Agency("", region), Agency("am-", region));

    private Agency Agency(string side, string region)
        => new(Find($"{side}officer-1-{region}"), Find($"{side}officer-2-{region}"), Find($"{side}accountant-1-{region}"), Find($"{side}accountant-2-{region}"));
}
