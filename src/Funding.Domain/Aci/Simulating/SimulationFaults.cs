using Funding.Domain.Cpts;
using Funding.Domain.Refusing;

namespace Funding.Domain.Aci;

/// <summary>What has no meaning in a simulation.</summary>
internal static class SimulationFaults
{
    private static readonly DateOnly LatestStart = DateOnly.MaxValue.AddYears(-100);

    public static IEnumerable<Fault> Of(SimulationRequest request)
    {
        var onContract = OnContract(request).OfType<Fault>().ToList();
        return onContract.Count > 0 ? onContract : OnAmendments(request).Concat(OnStarts(request)).Concat(OnRates(request)).Append(Outside(request, request.EndsOn, "/endsOn")).OfType<Fault>();
    }

    /// <summary>Without these the days of the contract are unknown, and nothing else can be judged.</summary>
    private static IEnumerable<Fault?> OnContract(SimulationRequest request)
    {
        yield return Judging.When(request.Population <= 0, "/population", "La population est supérieure à zéro.");
        yield return Judging.When(request.StartsOn > LatestStart, "/startsOn", $"Le contrat commence au plus tard le {InFrench.Of(LatestStart)}.");
        foreach (var fault in TermsRule.Faults(request.Terms, request.Tariffs)) yield return fault;
    }

    private static IEnumerable<Fault?> OnAmendments(SimulationRequest request)
    {
        for (var i = 0; i < request.Amendments.Count; i++)
        {
            var (day, pointer) = (request.Amendments[i].TakesEffectOn, $"/amendments/{i}");
            yield return Outside(request, day, $"{pointer}/takesEffectOn");
            yield return AfterEnd(request, day, $"{pointer}/takesEffectOn");
            yield return Judging.When(request.Amendments.Take(i).Any(it => it.TakesEffectOn == day), $"{pointer}/takesEffectOn", "Un autre avenant prend effet le même jour.");
            foreach (var fault in TermsRule.Faults(request.Amendments[i].Terms, request.Tariffs, $"{pointer}/terms")) yield return fault;
        }
    }

    private static IEnumerable<Fault?> OnStarts(SimulationRequest request)
    {
        foreach (var (mission, start) in request.MissionStarts)
        {
            var pointer = $"/missionStarts/{LineId.Name(mission)}";
            yield return Outside(request, start, pointer);
            yield return AfterEnd(request, start, pointer);
            yield return Judging.When(TermsOn(request, start).Find(mission) is null, pointer, "La mission n'est pas dans les termes de ce jour.");
        }
    }

    private static IEnumerable<Fault?> OnRates(SimulationRequest request)
    {
        for (var i = 0; i < request.Rates.Count; i++)
        {
            var (rate, pointer) = (request.Rates[i], $"/rates/{i}");
            yield return Judging.When(!Assessing.IsRate(rate.Rate), $"{pointer}/achievedRate", "Le taux va de 0 à 1, avec quatre décimales au plus.");
            yield return Judging.When(!request.MissionStarts.ContainsKey(rate.Mission), $"{pointer}/mission", "La mission ne démarre pas.");
            yield return Judging.When(rate.Year < 1 || rate.Year > request.TermYears, $"{pointer}/year", $"Les années du contrat vont de 1 à {request.TermYears}.");
            yield return Judging.When(StartsAfter(request, rate) || IsNotOpened(request, rate), $"{pointer}/year", "La mission ne compte aucun jour cette année-là.");
            yield return Judging.When(request.Rates.Take(i).Any(it => (it.Mission, it.Year) == (rate.Mission, rate.Year)), $"{pointer}/mission", "Un autre taux est donné pour la même mission et la même année.");
        }
    }

    private static bool StartsAfter(SimulationRequest request, AssumedRate rate)
        => rate.Year is { } year && year >= 1 && year <= request.TermYears && request.MissionStarts.TryGetValue(rate.Mission, out var start) && start >= OwedLines.Opening(request.StartsOn, year + 1);

    private static bool IsNotOpened(SimulationRequest request, AssumedRate rate) => rate.Year > request.YearsOpened;

    private static Fault? Outside(SimulationRequest request, DateOnly? day, string pointer)
        => Judging.When(day < request.StartsOn || day > request.LastDay, pointer, $"Le contrat court du {InFrench.Of(request.StartsOn)} au {InFrench.Of(request.LastDay)}.");

    private static Fault? AfterEnd(SimulationRequest request, DateOnly day, string pointer)
        => request.EndsOn is { } last ? Judging.When(day > last, pointer, $"Le contrat prend fin le {InFrench.Of(last)}.") : null;

    private static Terms TermsOn(SimulationRequest request, DateOnly day)
        => request.Amendments.Where(it => it.TakesEffectOn >= request.StartsOn && it.TakesEffectOn <= day).MaxBy(it => it.TakesEffectOn)?.Terms ?? request.Terms;
}
