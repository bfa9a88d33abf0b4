using System.Diagnostics;
using Funding.Domain.Notifying;
using Funding.Domain.Rights;

namespace Funding.Host.Presentation;

/// <summary>French names of kinds of notices and of roles, for lists and choices.</summary>
public static class NoticeLabels
{
    /// <summary>A kind of notice.</summary>
    public static string Of(NoticeKind kind) => kind switch
    {
        NoticeKind.HealthProjectSubmitted => "Projet de santé déposé",
        NoticeKind.DeemedValidationNear => "Validation bientôt réputée acquise",
        NoticeKind.HealthProjectValidated => "Projet de santé validé",
        NoticeKind.FirGrantAwarded => "Subvention du FIR accordée",
        NoticeKind.InstalmentDue => "Échéance proche",
        NoticeKind.InstalmentOverdue => "Échéance dépassée",
        NoticeKind.AciContractSigned => "Contrat ACI signé",
        NoticeKind.MissionLate => "Mission en retard",
        NoticeKind.AssessmentDue => "Dialogue de gestion à tenir",
        NoticeKind.TermEndNear => "Fin de contrat proche",
        NoticeKind.EnvelopeAt80 => "Enveloppe engagée à 80 %",
        NoticeKind.EnvelopeAt95 => "Enveloppe engagée à 95 %",
        NoticeKind.RecoveryOrdered => "Reversement demandé",
        NoticeKind.PaymentRefused => "Paiement refusé",
        NoticeKind.BarNear => "Prescription proche",
        _ => throw new UnreachableException(),
    };

    /// <summary>A role, as a choice of whose inbox to show.</summary>
    public static string Of(Role role) => role switch
    {
        Role.ArsOfficer => "Agents de l’ARS",
        Role.ArsAccountant => "Agent comptable de l’ARS",
        Role.AmOfficer => "Agents de l’Assurance maladie",
        Role.AmAccountant => "Agent comptable de l’Assurance maladie",
        Role.Cpts => "CPTS",
        Role.Auditor => "Tous les destinataires",
        Role.Admin => "Administrateur",
        _ => throw new UnreachableException(),
    };
}
