using System.Collections.Immutable;
using Funding.Domain.Aci;
using Funding.Domain.Refusing;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Cpts;

/// <summary>What terms must satisfy, on each proposal at its date and again at signature (R16).</summary>
internal static class TermsRule
{
    /// <summary>Whether the terms mean anything: a known tariff, its missions, amounts that are not negative.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="tariffs">All tariffs.</param>
    /// <param name="at">JSON pointer to the terms.</param>
    public static IEnumerable<Fault?> Faults(Terms terms, ImmutableDictionary<string, AciTariff> tariffs, string at = "/terms")
    {
        var tariff = terms.Tariff is null ? null : tariffs.GetValueOrDefault(terms.Tariff);
        yield return Judging.When(tariff is not { Exists: true }, $"{at}/tariff", "Ce barème n'existe pas.");
        yield return Judging.When(IsNoAmount(terms.Functioning), $"{at}/functioning", NoAmount);
        for (var i = 0; i < terms.Missions.Count; i++)
        {
            var mission = terms.Missions[i];
            yield return Judging.When(terms.Missions.Take(i).Any(other => other.Mission == mission.Mission), $"{at}/missions/{i}/mission", "Cette mission figure déjà plus haut.");
            yield return Judging.When(tariff is { Exists: true } && !tariff.Missions.Contains(mission.Mission), $"{at}/missions/{i}/mission", "Ce barème ne connaît pas cette mission.");
            yield return Judging.When(IsNoAmount(mission.Fixed), $"{at}/missions/{i}/fixed", NoAmount);
            yield return Judging.When(IsNoAmount(mission.Variable), $"{at}/missions/{i}/variable", NoAmount);
        }
    }

    /// <summary>What the terms rest on, on that day.</summary>
    public static TariffBasis BasisOf(Terms terms, Dossier dossier, DateOnly on, ActContext context)
        => context.Tariffs[terms.Tariff].BasisFor(dossier.Territory.On(on).Population);

    /// <summary>R16, in the order in which it is written.</summary>
    public static Rejection? Refusal(Terms terms, Dossier dossier, DateOnly on, ActContext context)
        => Refusal(terms, dossier.Territory.On(on).Population, on, context.Tariffs[terms.Tariff]);

    /// <summary>The same for a population that is known, as in a simulation.</summary>
    public static Rejection? Refusal(Terms terms, int population, DateOnly on, AciTariff tariff)
    {
        if (!tariff.IsInForce(on)) return new TariffNotInForce(terms.Tariff, on);
        var size = tariff.ClassOf(population);
        foreach (var core in tariff.CoreMissions)
            if (terms.Find(core) is null) return new MissingCoreMission(core);
        if (tariff.Functioning(size, on) is not { } functioning) return new TariffCellMissing(terms.Tariff, size, "functioning");
        if (tariff.Ceiling(size, on) is not { } ceiling) return new TariffCellMissing(terms.Tariff, size, "ceiling");
        if (terms.Functioning > functioning) return new FunctioningExceeded(terms.Functioning, functioning);
        foreach (var mission in terms.Missions)
        {
            if (tariff.MissionPart(size, mission.Mission, MissionPart.Fixed, on) < mission.Fixed)
                return new MissionExceeded(mission.Mission, MissionPart.Fixed, mission.Fixed, tariff.MissionPart(size, mission.Mission, MissionPart.Fixed, on)!.Value);
            if (tariff.MissionPart(size, mission.Mission, MissionPart.Variable, on) < mission.Variable)
                return new MissionExceeded(mission.Mission, MissionPart.Variable, mission.Variable, tariff.MissionPart(size, mission.Mission, MissionPart.Variable, on)!.Value);
        }

        return terms.Total > ceiling ? new CeilingExceeded(terms.Total, ceiling) : null;
    }

    private const string NoAmount = "Le montant n'est pas négatif et compte au plus 15 chiffres.";

    private static bool IsNoAmount(Money amount) => amount < Money.Zero || !amount.IsInRange;
}
