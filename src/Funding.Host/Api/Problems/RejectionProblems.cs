using System.Globalization;
using System.Text.Json.Nodes;
using Funding.Domain;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Engine.Naming;
using Funding.Host.Presentation;

namespace Funding.Host.Api.Problems;

/// <summary>The one table from refusals to problems.</summary>
internal static class RejectionProblems
{
    /// <summary>The title of a refusal that the table does not know: a test holds that there is none.</summary>
    public const string UnknownTitle = "Acte refusé";

    /// <summary>The problem that tells a refusal, with its numbers.</summary>
    public static Problem Of(Rejection rejection) => rejection switch
    {
        Invalid it => new(422, it.Slug, "Données invalides", it.Errors.Count == 1 ? "Une donnée est à corriger." : string.Create(CultureInfo.InvariantCulture, $"{it.Errors.Count} données sont à corriger.")) { Errors = it.Errors },
        NotFound it => new(404, it.Slug, "Introuvable", "Aucun dossier, engagement ou titre de ce nom n'existe dans votre périmètre."),
        Forbidden it => new(403, it.Slug, "Acte non autorisé", "Votre rôle ou votre périmètre ne permet pas cet acte."),
        FourEyes it => new(403, it.Slug, "Séparation des tâches", "Vous êtes déjà intervenu sur cette somme ou sur cet acte : une autre personne doit s'en charger."),
        VersionMismatch it => new(412, it.Slug, "Version dépassée", string.Create(CultureInfo.InvariantCulture, $"Le dossier est à la version {it.Actual} et non {it.Expected} : relisez-le avant d'agir."))
        {
            Members = [("expected", it.Expected), ("actual", it.Actual)],
        },
        IdempotencyKeyReused it => new(422, it.Slug, "Clé d'idempotence déjà utilisée", "Cette clé a déjà servi à une autre requête."),
        InProgress it => new(409, it.Slug, "Acte en concurrence", "Trop d'actes simultanés : rien n'a changé, réessayez."),
        WrongPhase it => new(409, it.Slug, "Phase incompatible", it.Phase is { } phase
            ? $"La phase de la CPTS ({Labels.Of(phase)}) ne permet pas cet acte, daté du {French.Of(it.On)}."
            : $"Au {French.Of(it.On)}, la CPTS n'était pas encore enregistrée.")
        {
            Members = [("phase", it.Phase is { } name ? Slug.Of(name) : null), ("on", Iso(it.On))],
        },
        OutOfOrder it => new(409, it.Slug, "Ordre des dates", $"Un acte daté du {French.Of(it.On)} ne peut pas précéder celui du {French.Of(it.Earliest)}.") { Members = [("on", Iso(it.On)), ("earliest", Iso(it.Earliest))] },
        AlreadyExists it => new(409, it.Slug, "Déjà utilisé", $"« {it.Key} » existe déjà avec un autre contenu.") { Members = [("key", it.Key)] },
        BeneficiaryIncomplete it => new(409, it.Slug, "Bénéficiaire incomplet", "La CPTS n'a ni SIRET ni numéro RNA : elle ne peut pas être payée."),
        RingFenced it => new(409, it.Slug, "Crédits protégés", $"Un complément ne réduit pas {PartOf(it.Part)} : {French.Of(it.Requested)} demandés, {French.Of(it.Limit)} au moins.")
        {
            Members = [("part", it.Part), ("requested", Amount(it.Requested)), ("limit", Amount(it.Limit))],
        },
        EnvelopeMissing it => new(409, it.Slug, "Enveloppe absente", string.Create(CultureInfo.InvariantCulture, $"Aucune enveloppe FIR n'est notifiée à la région {it.RegionCode} pour {it.BudgetYear}."))
        {
            Members = [("regionCode", it.RegionCode), ("budgetYear", it.BudgetYear)],
        },
        EnvelopeClosed it => new(409, it.Slug, "Enveloppe fermée", string.Create(CultureInfo.InvariantCulture, $"L'enveloppe {it.BudgetYear} reçoit les actes datés du {French.Of(it.OpensOn)} au {French.Of(it.ClosesOn)}."))
        {
            Members = [("budgetYear", it.BudgetYear), ("opensOn", Iso(it.OpensOn)), ("closesOn", Iso(it.ClosesOn))],
        },
        EnvelopeExceeded it => Exceeded(it.Slug, "Enveloppe dépassée", "", it.Requested, it.Available) with
        {
            Detail = $"{French.Of(it.Requested)} à couvrir, pour {French.Of(it.Available)} disponibles sur l'enveloppe.",
        },
        ConventionRequired it => new(409, it.Slug, "Convention obligatoire", $"Avec cet acte, la CPTS recevrait {French.Of(it.Requested)} sur l'exercice ; au-delà de {French.Of(it.Limit)}, une convention est à indiquer.")
        {
            Members = [("requested", Amount(it.Requested)), ("limit", Amount(it.Limit))],
        },
        TimeBarred it => new(409, it.Slug, "Somme prescrite", $"Les sommes impayées de cet engagement sont prescrites depuis le {French.Of(it.Deadline)}.") { Members = [("deadline", Iso(it.Deadline))] },
        OverCertified it => Exceeded(it.Slug, "Service fait excessif", "restant à certifier sur l'échéance", it.Requested, it.Available),
        OverPaid it when it.Requested == Money.Zero => Exceeded(it.Slug, "Rien à rejeter", "", it.Requested, it.Available) with { Detail = "Aucune somme certifiée ne reste impayée sur cette échéance." },
        OverPaid it => Exceeded(it.Slug, "Versement excessif", "certifiés et impayés sur l'échéance", it.Requested, it.Available),
        OverRecovered it => Exceeded(it.Slug, "Indu excessif", "versés et non déjà réclamés", it.Requested, it.Available),
        OverReceived it => Exceeded(it.Slug, "Recouvrement excessif", "restant dus sur ce titre", it.Requested, it.Available),
        BelowCertified it => new(409, it.Slug, "Montant déjà certifié", $"Le montant ne peut pas descendre à {French.Of(it.Requested)} : {French.Of(it.Limit)} sont déjà certifiés ou prescrits.")
        {
            Members = [("requested", Amount(it.Requested)), ("limit", Amount(it.Limit))],
        },
        DependedOn it => new(409, it.Slug, "Acte dont d'autres dépendent", "Des actes ultérieurs reposent sur celui-ci : annulez-les d'abord."),
        DeadlinePassed it => new(409, it.Slug, "Délai expiré", $"Le projet de santé est réputé validé depuis le {French.Of(it.Deadline)} : l'opposition n'est plus possible.") { Members = [("deadline", Iso(it.Deadline))] },
        NotApproved it => new(409, it.Slug, "Accord incomplet", $"Le dernier tour n'est pas approuvé par : {string.Join(", ", it.Missing.Select(Labels.Of))}.")
        {
            Members = [("missing", new JsonArray([.. it.Missing.Select(party => (JsonNode)Slug.Of(party))]))],
        },
        TariffNotInForce it => new(409, it.Slug, "Barème non applicable", $"Le barème {it.Tariff} n'est pas en vigueur au {French.Of(it.On)}.") { Members = [("tariff", it.Tariff), ("on", Iso(it.On))] },
        MissingCoreMission it => new(409, it.Slug, "Mission socle absente", $"Les conditions doivent comprendre la mission « {Labels.Of(it.Mission)} ».") { Members = [("mission", Slug.Of(it.Mission))] },
        TariffCellMissing it => new(409, it.Slug, "Montant du barème inconnu",
            string.Create(CultureInfo.InvariantCulture, $"Le barème {it.Tariff} ne dit pas {(it.Item == "ceiling" ? "le plafond" : "le fonctionnement")} de la classe {it.Class} : un administrateur doit le saisir avec sa référence légale."))
        {
            Members = [("tariff", it.Tariff), ("class", it.Class), ("item", it.Item)],
        },
        FunctioningExceeded it => Limited(it.Slug, "Fonctionnement excessif", "au plus pour le fonctionnement dans cette classe de taille", it.Requested, it.Limit),
        MissionExceeded it => Limited(it.Slug, "Part de mission excessive", $"au plus pour la part {Labels.Of(it.Part)} de la mission « {Labels.Of(it.Mission)} »", it.Requested, it.Limit) with
        {
            Members = [("mission", Slug.Of(it.Mission)), ("part", Slug.Of(it.Part)), ("requested", Amount(it.Requested)), ("limit", Amount(it.Limit))],
        },
        CeilingExceeded it => Limited(it.Slug, "Plafond dépassé", "au plus en tout dans cette classe de taille", it.Requested, it.Limit),
        AssessmentTooEarly it => new(409, it.Slug, "Évaluation prématurée", $"L'année est close le {French.Of(it.Earliest)} : l'évaluation ne peut pas être datée du {French.Of(it.On)}.")
        {
            Members = [("on", Iso(it.On)), ("earliest", Iso(it.Earliest))],
        },
        AssessmentPending it => new(409, it.Slug, "Évaluation attendue", string.Create(CultureInfo.InvariantCulture, $"Le solde de l'année {it.Year} du contrat {it.Contract} attend l'évaluation de cette année."))
        {
            Members = [("contract", it.Contract), ("year", it.Year)],
        },
        Suspended it => new(409, it.Slug, "Contrat suspendu", $"Le contrat ACI est suspendu depuis le {French.Of(it.Since)} : rien n'est certifié ni versé.") { Members = [("since", Iso(it.Since))] },
        TransformationWindowClosed it => new(409, it.Slug, "Période close", $"Le fonds de transformation pouvait financer la CPTS jusqu'au {French.Of(it.Deadline)} : le délai court depuis le début de son premier contrat ACI.") { Members = [("deadline", Iso(it.Deadline))] },
        _ => new(409, rejection.Slug, UnknownTitle, "Une règle s'oppose à cet acte."),
    };

    private static Problem Exceeded(string slug, string title, string what, Money requested, Money available)
        => new(409, slug, title, $"{French.Of(requested)} demandés, pour {French.Of(available)} {what}.")
        {
            Members = [("requested", Amount(requested)), ("available", Amount(available))],
        };

    private static Problem Limited(string slug, string title, string what, Money requested, Money limit)
        => new(409, slug, title, $"{French.Of(requested)} demandés, {French.Of(limit)} {what}.")
        {
            Members = [("requested", Amount(requested)), ("limit", Amount(limit))],
        };

    private static string PartOf(string part) => part switch
    {
        "ringFenced" => "la part sanctuarisée de l'enveloppe",
        "prevention" => "la part de l'enveloppe réservée à la prévention",
        "medicoSocial" => "la part de l'enveloppe réservée au médico-social",
        _ => "une part protégée de l'enveloppe",
    };

    private static JsonValue Amount(Money amount) => JsonValue.Create(amount.ToEuros());

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
