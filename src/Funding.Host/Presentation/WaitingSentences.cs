using System.Diagnostics;
using Funding.Domain.Views;

namespace Funding.Host.Presentation;

/// <summary>What waits for somebody, in French.</summary>
public static class WaitingSentences
{
    /// <summary>All acts of a kind, as a heading.</summary>
    public static string Title(WaitingKind kind) => kind switch
    {
        WaitingKind.Letter => "Lettres d’intention à décider",
        WaitingKind.ProjectToSubmit => "Projet de santé à déposer",
        WaitingKind.ProjectToAnswer => "Projets de santé à instruire",
        WaitingKind.Negotiation => "Négociations à ouvrir",
        WaitingKind.Proposal => "Conditions à proposer",
        WaitingKind.Approval => "Tours à approuver",
        WaitingKind.Signature => "Contrats et avenants à signer",
        WaitingKind.MissionStart => "Missions à démarrer",
        WaitingKind.MissionDeployment => "Missions à déployer",
        WaitingKind.Assessment => "Dialogues de gestion à tenir",
        WaitingKind.Certification => "Échéances à certifier",
        WaitingKind.Recertification => "Paiements refusés",
        WaitingKind.Payment => "Sommes certifiées à verser",
        WaitingKind.Receipt => "Titres de recette à encaisser",
        WaitingKind.Renewal => "Contrats qui prennent fin",
        _ => throw new UnreachableException(),
    };

    /// <summary>One of them, in a sentence; its CPTS, its day and its amount stand beside it.</summary>
    public static string Of(WaitingAct it) => it.Kind switch
    {
        WaitingKind.Letter => "Lettre d’intention reçue, à accepter ou à refuser.",
        WaitingKind.ProjectToSubmit => "Le projet de santé est à écrire et à déposer.",
        WaitingKind.ProjectToAnswer => $"Projet de santé déposé le {French.Of(it.From)} : sans réponse, il est réputé validé le {French.Of(it.By!.Value.AddDays(1))}.",
        WaitingKind.Negotiation => "Projet de santé validé : la négociation du contrat peut s’ouvrir.",
        WaitingKind.Proposal => "Négociation ouverte : aucune condition n’est encore proposée.",
        WaitingKind.Approval => $"Tour {it.Round} : il manque l’accord de {string.Join(", de ", it.Missing.Select(Labels.Of))}.",
        WaitingKind.Signature => $"Tour {it.Round}, approuvé par les trois parties.",
        WaitingKind.MissionStart or WaitingKind.MissionDeployment => $"Mission « {Labels.Of(it.Mission!.Value)} » du contrat {it.Contract}.",
        WaitingKind.Assessment => $"L’année {it.Year} du contrat {it.Contract} est close.",
        WaitingKind.Certification => $"{Which(it)}.",
        WaitingKind.Recertification => $"{Which(it)} : l’agent comptable a refusé de payer.",
        WaitingKind.Payment => $"{Which(it)}.",
        WaitingKind.Receipt => $"Titre {it.RecoveryId} sur {it.CommitmentId}.",
        WaitingKind.Renewal => $"Dernier jour du contrat {it.Contract} ; aucun renouvellement n’est signé.",
        _ => throw new UnreachableException(),
    };

    /// <summary>What the button that leads to it says.</summary>
    public static string Button(WaitingKind kind) => kind switch
    {
        WaitingKind.Letter => "Décider",
        WaitingKind.ProjectToSubmit => "Déposer",
        WaitingKind.ProjectToAnswer => "Répondre",
        WaitingKind.Negotiation => "Ouvrir la négociation",
        WaitingKind.Proposal or WaitingKind.Renewal => "Proposer",
        WaitingKind.Approval => "Donner l’accord",
        WaitingKind.Signature => "Signer",
        WaitingKind.MissionStart => "Démarrer",
        WaitingKind.MissionDeployment => "Constater",
        WaitingKind.Assessment => "Évaluer",
        WaitingKind.Certification => "Certifier",
        WaitingKind.Recertification => "Certifier à nouveau",
        WaitingKind.Payment => "Verser",
        WaitingKind.Receipt => "Encaisser",
        _ => throw new UnreachableException(),
    };

    /// <summary>The day that it stands under, with what that day means.</summary>
    public static string Day(WaitingAct it)
        => $"{(it.By is null ? "depuis le" : it.Kind == WaitingKind.Certification ? "prévue le" : "au plus tard le")} {French.Of(it.Day)}";

    private static string Which(WaitingAct it) => CommitmentNames.OfInstalment(it.CommitmentId, it.Line, it.Mission, it.Year, it.Contract, it.Instalment);
}
