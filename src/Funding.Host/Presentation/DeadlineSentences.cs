using System.Diagnostics;
using Funding.Domain.Views;

namespace Funding.Host.Presentation;

/// <summary>What falls due, in one French sentence; the day stands beside it.</summary>
public static class DeadlineSentences
{
    /// <summary>The sentence.</summary>
    public static string Of(Deadline it) => it.Kind switch
    {
        DeadlineKind.DeemedValidation => "Sans réponse de l’ARS, le projet de santé est réputé validé.",
        DeadlineKind.Instalment when it.AwaitsAssessment => $"{Which(it)} : {French.Of(it.Amount!.Value)} à verser après le dialogue de gestion.",
        DeadlineKind.Instalment => $"{Which(it)} : {French.Of(it.Amount!.Value)} à verser.",
        DeadlineKind.MissionStart => $"La mission « {Labels.Of(it.Mission!.Value)} » du contrat {it.Contract} est à commencer.",
        DeadlineKind.MissionDeployment => $"La mission « {Labels.Of(it.Mission!.Value)} » du contrat {it.Contract} est à déployer.",
        DeadlineKind.Assessment => $"Clôture de l’année {it.Year} du contrat {it.Contract} : le dialogue de gestion est à tenir.",
        DeadlineKind.TermEnd => $"Dernier jour du contrat {it.Contract} ; aucun renouvellement n’est signé.",
        DeadlineKind.Bar => $"Prescription de {French.Of(it.Amount!.Value)} sur {it.CommitmentId} si rien n’est versé.",
        _ => throw new UnreachableException(),
    };

    /// <summary>The sentence of one that is overdue, with its day.</summary>
    public static string OfLate(Deadline it) => $"En retard, l’échéance était le {French.Of(it.On)}. {Of(it)}";

    private static string Which(Deadline it) => CommitmentNames.OfInstalment(it.CommitmentId, it.Line, it.Mission, it.Year, it.Contract, it.Instalment);
}
