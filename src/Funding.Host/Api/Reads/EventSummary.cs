using System.Globalization;
using Funding.Domain.Cpts;
using static Funding.Host.Api.French;

namespace Funding.Host.Api.Reads;

/// <summary>One French sentence per kind of event. Sealed texts never appear in it.</summary>
public static class EventSummary
{
    /// <summary>The sentence of an event whose kind this version does not know.</summary>
    public const string Unknown = "Événement d'un type inconnu de cette version.";

    /// <summary>What happened, in a sentence; null stands for a type unknown here.</summary>
    public static string Of(CptsEvent? happened) => happened switch
    {
        CptsRegistered it => $"Enregistrement de la CPTS « {it.Name} » ({People(it.Territory.Population)}).",
        CptsRenamed it => $"Nouveau nom : « {it.Name} ».",
        TerritoryChanged it => $"Nouveau territoire : département {it.Territory.DepartmentCode}, {People(it.Territory.Population)}.",
        ProfileChanged it => $"Nouveau profil du territoire : {it.Profile}.",
        IdentifiersChanged it => $"Identifiants : SIRET {it.Identifiers.Siret ?? "inconnu"}, RNA {it.Identifiers.Rna ?? "inconnu"}.",
        ContactChanged => "Nouveau contact.",
        LetterOfIntentAccepted => "Lettre d'intention acceptée : le projet de santé peut être rédigé.",
        LetterOfIntentRefused => "Lettre d'intention refusée.",
        FirGrantAwarded it => $"Subvention FIR {it.Commitment.Id} de {Euros(it.Amount)} accordée : {it.Purpose}.",
        CommitmentAmended it => $"Avenant à l'engagement {it.Commitment.Id} : montant porté à {Euros(it.Amount)}.",
        CommitmentCancelled it => $"Engagement {it.Commitment.Id} : {Euros(it.Released.Aggregate(default(Domain.Money), (sum, part) => sum + part.Amount))} libérés.",
        ServiceCertified it => $"Service fait de {Euros(it.Amount)} certifié sur {Instalment(it.Commitment, it.Instalment)}.",
        CertificationReversed it => $"Certification de {Euros(it.Amount)} annulée sur {Instalment(it.Commitment, it.Instalment)}.",
        PaymentMade it => $"Versement de {Euros(it.Amount)} sur {Instalment(it.Commitment, it.Instalment)} ({it.PaymentReference}).",
        PaymentRefused it => $"Paiement de {Euros(it.Amount)} rejeté sur {Instalment(it.Commitment, it.Instalment)}.",
        PaymentReversed it => $"Versement {it.PaymentReference} de {Euros(it.Amount)} annulé.",
        SumsBarred it => $"Engagement {it.Commitment.Id} : {Euros(it.Barred.Aggregate(default(Domain.Money), (sum, part) => sum + part.Amount))} prescrits.",
        RecoveryOrdered it => $"Indu {it.RecoveryId} de {Euros(it.Amount)} à recouvrer sur l'engagement {it.Commitment.Id}.",
        RecoveryReceived it => $"Encaissement de {Euros(it.Amount)} sur l'indu {it.RecoveryId}.",
        RecoveryWaived it => $"Remise de {Euros(it.Amount)} sur l'indu {it.RecoveryId}.",
        RecoveryReversed it => $"Indu {it.RecoveryId} de {Euros(it.Amount)} annulé.",
        ReceiptReversed it => $"Encaissement {it.ReceiptReference} de {Euros(it.Amount)} annulé sur l'indu {it.RecoveryId}.",
        WaiverReversed it => $"Remise {it.WaiverReference} de {Euros(it.Amount)} annulée sur l'indu {it.RecoveryId}.",
        HealthProjectSubmitted it => $"Projet de santé déposé ; sans réponse, il sera réputé validé le {Day(it.DeemedValidatedOn)}.",
        HealthProjectOpposed it => it.Ground == OppositionGround.Territory
            ? "Opposition au projet de santé : territoire non pertinent."
            : "Opposition au projet de santé : non conforme au projet régional de santé.",
        HealthProjectValidated => "Projet de santé validé.",
        HealthProjectDeemedValidated => "Projet de santé réputé validé : les deux mois se sont écoulés sans réponse.",
        DeemedValidationAnnulled => "Validation tacite annulée : une opposition avait été faite dans le délai.",
        CptsWithdrawn => "La CPTS renonce.",
        _ => Unknown,
    };

    private static string Instalment(CommitmentRef commitment, int number) => string.Create(CultureInfo.InvariantCulture, $"l'échéance {number} de l'engagement {commitment.Id}");

    private static string People(int population) => population.ToString("N0", Numbers) + " habitants";
}
