using System.Diagnostics;
using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Domain.Views;
using Funding.Engine.Reading;

namespace Funding.Host.Presentation;

/// <summary>The field's French words for what the code names in English.</summary>
public static class Labels
{
    /// <summary>Who acted; null when their name is not known any more.</summary>
    public static string? NameOf(PersonId person, string? name) => person == PersonId.System ? "Système" : name;

    /// <summary>Who acted, if only by the beginning of their id.</summary>
    public static string Of(PersonId person, string? name) => NameOf(person, name) ?? $"personne {person.ToString()[..8]}";

    /// <summary>The phase of a dossier.</summary>
    public static string Of(PhaseName phase) => phase switch
    {
        PhaseName.Intention => "Lettre d’intention reçue",
        PhaseName.Project => "Projet de santé en écriture",
        PhaseName.Submitted => "Projet de santé déposé",
        PhaseName.Validated => "Projet de santé validé",
        PhaseName.Negotiating => "Contrat ACI en négociation",
        PhaseName.Contracted => "Contrat ACI signé",
        PhaseName.Suspended => "Contrat ACI suspendu",
        PhaseName.Ended => "Contrat ACI terminé",
        PhaseName.Refused => "Lettre d’intention refusée",
        PhaseName.Withdrawn => "Abandon",
        _ => throw new UnreachableException(),
    };

    /// <summary>A step of the public funnel.</summary>
    public static string Of(FunnelStep step) => step switch
    {
        FunnelStep.Preproject => "Préprojet",
        FunnelStep.LetterAccepted => "LI validée",
        FunnelStep.ProjectValidated => "Projet validé",
        FunnelStep.ContractSigned => "ACI signé",
        FunnelStep.Closed => "Clos",
        _ => throw new UnreachableException(),
    };

    /// <summary>Where the money comes from.</summary>
    public static string Of(FundingSource source) => source switch
    {
        FundingSource.Fir => "FIR",
        FundingSource.Aci => "ACI",
        FundingSource.Transformation => "Transformation",
        _ => throw new UnreachableException(),
    };

    /// <summary>What an entry counts.</summary>
    public static string Of(EntryKind kind) => kind switch
    {
        EntryKind.Committed => "engagé",
        EntryKind.Certified => "certifié",
        EntryKind.Paid => "versé",
        EntryKind.Barred => "prescrit",
        EntryKind.RecoveryOrdered => "à recouvrer",
        EntryKind.Recovered => "recouvré",
        EntryKind.Waived => "remis",
        _ => throw new UnreachableException(),
    };

    /// <summary>What entries are summed up to.</summary>
    public static string Of(Figure figure) => figure switch
    {
        Figure.Outstanding => "reste à payer",
        Figure.NetPaid => "versé, recouvrements déduits",
        Figure.Due => "reste à reverser",
        _ => Of(figure.Kinds()[0]),
    };

    /// <summary>How sure it is that a sum will be owed.</summary>
    public static string Of(PayableCertainty certainty) => certainty switch
    {
        PayableCertainty.Committed => "engagé",
        PayableCertainty.Signed => "signé, année à ouvrir",
        PayableCertainty.VariableAtMost => "part variable, au plus",
        _ => throw new UnreachableException(),
    };

    /// <summary>An act of an envelope.</summary>
    public static string Of(EnvelopeAct act) => act.Kind switch
    {
        null => "Part réservée aux CPTS",
        NotificationKind.Initial => "Notification initiale",
        _ => "Complément",
    };

    /// <summary>What an instalment is.</summary>
    public static string Of(InstalmentKind kind) => kind switch
    {
        InstalmentKind.Whole => "Totalité",
        InstalmentKind.Advance => "Avance",
        InstalmentKind.Partial => "Acompte",
        InstalmentKind.Balance => "Solde",
        _ => throw new UnreachableException(),
    };

    /// <summary>What an ACI contract pays to do.</summary>
    public static string Of(Mission mission) => mission switch
    {
        Mission.Access => "accès aux soins",
        Mission.Pathways => "parcours pluriprofessionnels",
        Mission.Prevention => "prévention",
        Mission.Crisis => "réponse aux crises sanitaires",
        Mission.Quality => "qualité et pertinence des soins",
        Mission.Support => "accompagnement des professionnels de santé",
        _ => throw new UnreachableException(),
    };

    /// <summary>A part of a mission, as it follows « part ».</summary>
    public static string Of(MissionPart part) => part switch
    {
        MissionPart.Fixed => "fixe",
        MissionPart.Variable => "variable",
        _ => throw new UnreachableException(),
    };

    /// <summary>A party to a contract.</summary>
    public static string Of(Party party) => party switch
    {
        Party.Cpts => "la CPTS",
        Party.Cpam => "la CPAM",
        Party.Ars => "l’ARS",
        _ => throw new UnreachableException(),
    };

    /// <summary>The ground of an opposition, as it follows « pour ».</summary>
    public static string Of(OppositionGround ground) => ground switch
    {
        OppositionGround.RegionalPlan => "non-conformité au projet régional de santé",
        OppositionGround.Territory => "territoire non pertinent",
        _ => throw new UnreachableException(),
    };

    /// <summary>What a line of a contract is: « Fonctionnement », « Part fixe « accès aux soins » ».</summary>
    public static string Of(LineKind kind, Mission? mission) => (kind, mission) switch
    {
        (LineKind.Functioning, _) => "Fonctionnement",
        (LineKind.Fixed, { } its) => $"Part fixe « {Of(its)} »",
        (LineKind.Variable, { } its) => $"Part variable « {Of(its)} »",
        _ => throw new UnreachableException(),
    };

    /// <summary>The kind of transitional cost.</summary>
    public static string Of(CostCategory category) => category switch
    {
        CostCategory.Coordination => "coordination",
        CostCategory.DigitalTools => "outils numériques",
        CostCategory.Premises => "locaux",
        CostCategory.Training => "formation",
        CostCategory.Other => "autre dépense",
        _ => throw new UnreachableException(),
    };
}
