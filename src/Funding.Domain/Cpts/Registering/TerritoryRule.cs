using Funding.Domain.Ports;
using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>R1: what a territory may be, and the population that follows from it.</summary>
internal static class TerritoryRule
{
    private const int LargestPopulation = 10_000_000;

    public static IEnumerable<Fault?> Faults(ActContext context, string? region, string? department, Sequence<string> communes, int? population)
    {
        var regionIsKnown = region is not null && context.Reference.IsRegion(region);
        yield return Judging.When(!regionIsKnown, "/regionCode", "Région inconnue : un code INSEE parmi les 18 régions est attendu.");
        yield return Judging.When(department is null || (regionIsKnown && !context.Reference.IsDepartmentOf(department, region!)), "/departmentCode", "Ce département n'est pas dans la région.");
        yield return Judging.When(population is < 1 or > LargestPopulation, "/population", "La population est un nombre d'habitants entre 1 et 10 000 000.");
        yield return Judging.When(communes.Count > 0 && population is not null, "/population", "La population se calcule : ne la donnez que si aucune commune n'est indiquée.");
        yield return Judging.When(communes.Count == 0 && population is null, "/population", "Donnez les communes du territoire ou, à défaut, sa population.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < communes.Count; i++)
        {
            var commune = communes[i] is { } code ? context.Reference.FindCommune(code) : null;
            yield return Judging.When(commune is null, $"/communes/{i}", "Commune inconnue du code officiel géographique.");
            yield return Judging.When(!seen.Add(communes[i]), $"/communes/{i}", "Commune déjà citée.");
            if (commune is not null && regionIsKnown)
                yield return Judging.When(!MayHold(context, region!, commune), $"/communes/{i}", $"{commune.Name} n'est ni dans la région ni dans une région limitrophe.");
        }
    }

    public static Territory Make(ActContext context, string department, Sequence<string> communes, int? population)
        => new(department, communes, communes.Count == 0 ? population ?? 0 : context.Reference.PopulationOf(communes));

    private static bool MayHold(ActContext context, string region, Commune commune)
        => context.Rules.BorderingCommunes ? context.Reference.IsWithinReach(commune.Code, region) : commune.Region == region;
}
