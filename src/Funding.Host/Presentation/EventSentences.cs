using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Reading;

namespace Funding.Host.Presentation;

/// <summary>What happened, in one French sentence per kind of event. Sealed texts never appear in it: <see cref="ReasonOf"/> gives the reason apart.</summary>
public static class EventSentences
{
    /// <summary>The sentence; an event of a kind unknown here is told by its name.</summary>
    public static string Of(CptsEvent happened) => happened switch
    {
        CptsRegistered it => $"Lettre d’intention reçue : « {it.Name} », {Place(it.Territory)}.",
        CptsRenamed it => $"La CPTS prend le nom « {it.Name} ».",
        TerritoryChanged it => $"Le territoire change : {Place(it.Territory)}.",
        ProfileChanged it => $"Le profil du territoire devient « {it.Profile} ».",
        IdentifiersChanged it => $"Identité de l’association : SIRET {it.Identifiers.Siret ?? "inconnu"}, RNA {it.Identifiers.Rna ?? "inconnu"}.",
        ContactChanged => "Le contact de la CPTS change.",
        LetterOfIntentAccepted => "L’ARS accepte la lettre d’intention : la phase projet commence.",
        LetterOfIntentRefused => "L’ARS refuse la lettre d’intention.",
        HealthProjectSubmitted it => $"Projet de santé déposé ; sans réponse de l’ARS, il sera réputé validé le {French.Of(it.DeemedValidatedOn)}.",
        HealthProjectOpposed it => $"L’ARS s’oppose au projet de santé : {Labels.Of(it.Ground)}.",
        HealthProjectValidated => "L’ARS valide le projet de santé.",
        HealthProjectDeemedValidated => "Projet de santé réputé validé : l’ARS n’a pas répondu dans les deux mois.",
        DeemedValidationAnnulled => "La validation tacite est annulée : l’opposition de l’ARS était dans les délais.",
        CptsWithdrawn => "La CPTS abandonne son projet.",
        AciNegotiationOpened => "La négociation du contrat ACI est ouverte.",
        AciTermsProposed it => $"Tour {it.Round} : {Labels.Of(it.By)} propose {French.Of(it.Terms.Total)} par an au plus, sous le barème {it.Terms.Tariff}.",
        AciTermsApproved it => $"Tour {it.Round} : accord donné par {Labels.Of(it.By)}.",
        ContractEvent it => OnContract(it),
        CommitmentEvent it => OnCommitment(it),
        _ => $"Événement « {happened.GetType().Name} ».",
    };

    /// <summary>The sentence of an event of any stream.</summary>
    public static string Of(LoggedEvent it) => it.Happened is { } happened ? OfAny(happened) : $"Événement « {it.Type} ».";

    /// <summary>The sentence of an event of any stream, by what happened alone.</summary>
    public static string OfAny(object happened) => happened switch
    {
        CptsEvent it => Of(it),
        EnvelopeEvent it => EnvelopeSentences.Of(it),
        TariffEvent it => TariffLabels.Of(it),
        _ => $"Événement « {happened.GetType().Name} ».",
    };

    /// <summary>Why it was done, where the act says so.</summary>
    public static SealedText? ReasonOf(CptsEvent happened) => happened switch
    {
        CptsWithdrawn it => it.Reason,
        PaymentRefused it => it.Reason,
        RecoveryOrdered it => it.Reason,
        ActReversed it => it.Reason,
        AciContractSuspended it => it.Reason,
        AciContractResumed it => it.Reason,
        AciContractTerminated it => it.Reason,
        _ => null,
    };

    private static string OnContract(ContractEvent happened) => happened switch
    {
        AciContractSigned { Renews: { } renewed } it => $"Contrat ACI {it.Contract} signé sur le tour {it.Agreed.Round} : il renouvelle le contrat {renewed} à compter du {French.Of(it.StartsOn)}.",
        AciContractSigned it => $"Contrat ACI {it.Contract} signé sur le tour {it.Agreed.Round} : il court du {French.Of(it.StartsOn)}, pour {French.Count(it.Agreed.Basis.TermYears, "an")}.",
        AciMissionStarted it => $"La mission « {Labels.Of(it.Mission)} » du contrat {it.Contract} commence.",
        AciMissionDeployed it => $"La mission « {Labels.Of(it.Mission)} » du contrat {it.Contract} est déployée.",
        AciYearOpened it => $"L’année {it.Year} du contrat {it.Contract} s’ouvre.",
        AciYearAssessed { Missions.Count: 0 } it => $"Dialogue de gestion de l’année {it.Year} du contrat {it.Contract} : aucune mission à évaluer.",
        AciYearAssessed it => $"Dialogue de gestion de l’année {it.Year} du contrat {it.Contract} : {string.Join(", ", it.Missions.Select(rate => $"{Labels.Of(rate.Mission)} {French.Rate(rate.AchievedRate)}"))}.",
        AciContractAmended it => $"Avenant au contrat {it.Contract} sur le tour {it.Agreed.Round} : il prend effet le {French.Of(it.TakesEffectOn)}.",
        AciContractSuspended it => $"Le contrat {it.Contract} est suspendu : rien n’est certifié ni versé.",
        AciContractResumed it => $"La suspension du contrat {it.Contract} prend fin.",
        AciContractTerminated it => $"Le contrat {it.Contract} est résilié ; son dernier jour est le {French.Of(it.EndsOn)}.",
        AciContractEnded it => $"Le contrat {it.Contract} est terminé.",
        _ => $"Événement « {happened.GetType().Name} ».",
    };

    private static string OnCommitment(CommitmentEvent happened) => happened switch
    {
        FirGrantAwarded it => $"Subvention FIR {it.Commitment.BudgetYear} de {French.Of(it.Amount)} attribuée : {it.Purpose.TrimEnd('.', ' ')}.{Named(it.Convention)}",
        TransformationGrantAwarded it => $"Subvention du fonds de transformation {it.Commitment.BudgetYear} de {French.Of(it.Amount)} attribuée ({Labels.Of(it.CostCategory)}) : {it.Purpose.TrimEnd('.', ' ')}.{Named(it.Convention)}",
        AciOneOffGranted it => $"Versement ACI hors contrat {it.Commitment.BudgetYear} de {French.Of(it.Amount)} accordé : {it.Purpose.TrimEnd('.', ' ')} ({it.LegalReference}).",
        CommitmentAmended it => $"Avenant à {Which(it)} : le montant {Moved(it.Changes)} {French.Of(it.Amount)}.{Named(it.Convention)}",
        CommitmentCancelled it => $"Annulation sur {Which(it)} : {French.Of(it.Released.Total(sum => sum.Amount))} dégagés.",
        ServiceCertified it => $"Service fait certifié sur {Which(it)}, échéance {it.Instalment} : {French.Of(it.Amount)}.",
        PaymentMade it => $"Versement de {French.Of(it.Amount)} sur {Which(it)}, échéance {it.Instalment} (virement {it.PaymentReference}).{Corrected(it.BarCorrection)}",
        PaymentRefused it => $"L’agent comptable refuse de payer {French.Of(it.Amount)} sur {Which(it)}, échéance {it.Instalment}.",
        SumsBarred it => $"Prescription sur {Which(it)} : {French.Of(it.Barred.Total(sum => sum.Amount))} ne seront plus versés.",
        AciLineOpened it => $"Ligne {it.Commitment.Id} ouverte : {French.Of(it.Trace.Amount)}.",
        AciLineRecalculated it => $"Ligne {it.Commitment.Id} recalculée : {French.Of(it.Trace.Amount)} dus.{Fallen(it.Fallen)}",
        RecoveryOrdered { Rule: RecoveryRule.ReducedLine } it => $"Titre de recette {it.RecoveryId} : {French.Of(it.Amount)} versés au-delà du dû sur {Which(it)} sont à reverser.",
        RecoveryOrdered it => $"Titre de recette {it.RecoveryId} sur {Which(it)} : {French.Of(it.Amount)} à reverser.",
        RecoveryReceived it => $"Encaissement de {French.Of(it.Amount)} sur le titre de recette {it.RecoveryId}.",
        RecoveryWaived it => $"Remise de {French.Of(it.Amount)} sur le titre de recette {it.RecoveryId}.",
        ActReversed it => Reversal(it),
        _ => $"Événement « {happened.GetType().Name} » sur {Which(happened)}.",
    };

    private static string Reversal(ActReversed happened) => happened switch
    {
        CertificationReversed it => $"Certification de {French.Of(it.Amount)} annulée sur {Which(it)}, échéance {it.Instalment}.",
        PaymentReversed it => $"Versement {it.PaymentReference} de {French.Of(it.Amount)} annulé sur {Which(it)}, échéance {it.Instalment}.",
        RecoveryReversed it => $"Titre de recette {it.RecoveryId} de {French.Of(it.Amount)} annulé sur {Which(it)}.",
        ReceiptReversed it => $"Encaissement {it.ReceiptReference} de {French.Of(it.Amount)} annulé sur le titre de recette {it.RecoveryId}.",
        WaiverReversed it => $"Remise {it.WaiverReference} de {French.Of(it.Amount)} annulée sur le titre de recette {it.RecoveryId}.",
        _ => $"Acte annulé sur {Which(happened)}.",
    };

    private static string Which(CommitmentEvent it) => $"l’engagement {it.Commitment.Id}";

    private static string Moved(IEnumerable<InstalmentChange> changes) => changes.Total(change => change.Change).Cents switch
    {
        > 0 => "est porté à",
        < 0 => "est ramené à",
        _ => "reste fixé à",
    };

    private static string Place(Territory territory)
        => territory.Communes.Count == 0 ? French.Count(territory.Population, "habitant") : $"{French.Count(territory.Communes.Count, "commune")}, {French.Count(territory.Population, "habitant")}";

    private static string Named(Convention? convention) => convention is null ? "" : $" Convention {convention.Reference} signée le {French.Of(convention.SignedOn)}.";

    private static string Fallen(IEnumerable<InstalmentSum> fallen)
        => fallen.Total(sum => sum.Amount) is { IsPositive: true } amount ? $" {French.Of(amount)} ne sont plus certifiés." : "";

    private static string Corrected(BarCorrection? bar) => bar is null ? "" : $" La prescription est corrigée de {French.Of(bar.Amount)}.";
}
