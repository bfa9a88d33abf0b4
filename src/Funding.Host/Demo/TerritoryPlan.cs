using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Host.Reference;

namespace Funding.Host.Demo;

/// <summary>Where a made-up CPTS works: real communes of one department.</summary>
internal sealed record PlannedTerritory(string RegionCode, string DepartmentCode, string Name, Sequence<string> Communes, int Population);

/// <summary>Shares the made-up CPTS between regions and departments by population, and cuts departments into runs of communes.</summary>
internal static class TerritoryPlan
{
    private const int MeanPopulation = 82_000;

    public static IReadOnlyList<PlannedTerritory> Make(int cpts, ReferenceData reference, Dice dice)
    {
        var cities = reference.Communes.Select(commune => commune.City).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var byDepartment = reference.Communes.Where(commune => commune.Population > 0 && !cities.Contains(commune.Code))
            .OrderBy(commune => commune.Code, StringComparer.Ordinal).GroupBy(commune => commune.Department)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        var departments = reference.Departments.OrderBy(department => department.Code, StringComparer.Ordinal).ToLookup(department => department.Region);
        var regions = reference.Regions.Select(region => region.Code).Order(StringComparer.Ordinal).ToArray();
        var perRegion = Apportionment.ShareWithin(cpts, [.. regions.Select(RegionPopulation)], [.. regions.Select(region => departments[region].Sum(Room))]);
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. regions.Zip(perRegion).SelectMany(share => Region([.. departments[share.First]], share.Second))];

        long Population(Department department) => byDepartment[department.Code].Sum(commune => (long)commune.Population);
        long RegionPopulation(string region) => departments[region].Sum(Population);
        int Room(Department department) => Math.Max(1, byDepartment[department.Code].Length * 3 / 5);

        IEnumerable<PlannedTerritory> Region(Department[] inside, int count)
        {
            var shares = Apportionment.Share(count, [.. inside.Select(Population)]);
            shares = shares.Zip(inside).All(pair => pair.First <= Room(pair.Second)) ? shares
                : Apportionment.ShareWithin(count, [.. inside.Select(Population)], [.. inside.Select(Room)]);
            return inside.Zip(shares).SelectMany(pair => Cut(byDepartment[pair.First.Code], pair.Second, dice).Select(communes => Named(pair.First, communes)));
        }

        PlannedTerritory Named(Department department, Commune[] communes)
        {
            var name = $"CPTS fictive {CommuneNames.Of(communes.MaxBy(commune => commune.Population)!.Name)}";
            if (!names.Add(name)) names.Add(name = $"{name} ({department.Code})");
            return new(department.Region, department.Code, name, communes.Select(commune => commune.Code).ToSequence(), communes.Sum(commune => commune.Population));
        }
    }

    /// <summary>Runs of communes that follow one another by code, around the mean population, with uncovered communes between them.</summary>
    private static IEnumerable<Commune[]> Cut(Commune[] communes, int count, Dice dice)
    {
        var next = 0;
        Commune? last = null;
        for (var left = count; left > 0; left--)
        {
            var remaining = communes.Skip(next).Sum(commune => (long)commune.Population);
            var share = Math.Min(MeanPopulation, remaining * 9 / 10 / left);
            var target = share * dice.Between(55, 145) / 100;
            var taken = new List<Commune>();
            for (long sum = 0; next < communes.Length - (left - 1) && (taken.Count == 0 || sum + (communes[next].Population / 2) <= target); next++)
            {
                taken.Add(communes[next]);
                sum += communes[next].Population;
            }

            if (last is { Population: < 20_000 } && dice.Chance(1.5)) taken.Insert(0, last);
            last = taken[^1];
            yield return [.. taken];
            var gap = Math.Max(0, (remaining / left) - share) * dice.Between(0, 100) / 100;
            for (long sum = 0; left > 1 && next < communes.Length - (left * 2) && (sum += communes[next].Population) <= gap; next++) continue;
        }
    }
}
