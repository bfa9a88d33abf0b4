using Funding.Domain.Cpts;

namespace Funding.Host.Presentation;

/// <summary>What holds of a contract of a dossier, fact by fact; its money is in the commitments of its lines.</summary>
internal static class ContractStateFacts
{
    public static IEnumerable<Fact> Of(Contract it, Dossier dossier)
    {
        var name = $"Contrat {it.Number}";
        yield return new(name, $"du {French.Of(it.StartsOn)} au {French.Of(it.Over.AddDays(-1))}{(it.Ended ? ", terminé" : it.Termination is not null ? ", résilié" : "")}");
        yield return new($"{name}, conditions", $"{French.Of(it.Terms.Latest.Terms.Total)} par an au plus, depuis le {French.Of(it.Terms.Changes[^1].Since)}");
        if (it.YearsOpened > 0) yield return new($"{name}, années ouvertes", French.Of(it.YearsOpened), French.Of(0));
        foreach (var (mission, start) in dossier.Contracts.StartsOf(it)) yield return new($"{name}, {Labels.Of(mission)}", $"commencée le {French.Of(start)}{Deployed(it.Deployments.GetValueOrDefault(mission))}");
        for (var year = 1; year <= it.YearsOpened; year++)
            if (it.RatesOf(year) is { } rates) yield return new($"{name}, année {year}", rates.Count == 0 ? "évaluée, aucune mission" : string.Join(", ", rates.OrderBy(rate => rate.Key).Select(rate => $"{Labels.Of(rate.Key)} {French.Rate(rate.Value.Rate)}")), "non évaluée");
    }

    private static string Deployed(AciMissionDeployed? deployed) => deployed is null ? "" : $", déployée le {French.Of(deployed.EffectiveDate)}";
}
