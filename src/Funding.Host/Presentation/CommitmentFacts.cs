using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Presentation;

/// <summary>What holds of a commitment, fact by fact.</summary>
internal static class CommitmentFacts
{
    public static IEnumerable<Fact> Of(Commitment it)
    {
        var id = it.Ref.Id;
        yield return new($"{id}, objet", $"{Labels.Of(it.Ref.Source)} {it.Ref.BudgetYear}, {CommitmentNames.Of(it)}");
        if (it.Cancelled) yield return new($"{id}, état", "annulé pour le reste", "en cours");
        if (it.Convention is { } convention) yield return new($"{id}, convention", $"{convention.Reference}, signée le {French.Of(convention.SignedOn)}");
        foreach (var fact in MoneyFacts.Of(id, Totals.Of([it]))) yield return fact;
        foreach (var instalment in it.Instalments)
            yield return new($"{id}, échéance {instalment.Number}", $"{Labels.Of(instalment.Kind)} de {French.Of(instalment.Amount)} prévu{(instalment.Kind is InstalmentKind.Advance or InstalmentKind.Whole ? "e" : "")} le {French.Of(instalment.DueOn)}");
        foreach (var recovery in it.Recoveries.Values.OrderBy(one => one.Event.RecoveryId, StringComparer.Ordinal))
            yield return new($"Titre de recette {recovery.Event.RecoveryId}", recovery.Reversed ? "annulé" : $"{French.Of(recovery.Ordered)} à reverser, reste dû {French.Of(recovery.Due)}");
    }
}
