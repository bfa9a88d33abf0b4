using Funding.Domain.Rights;
using Funding.Host.Reference;

namespace Funding.Host.Presentation;

/// <summary>Roles as the pages name them, for who has them.</summary>
public static class RoleLabels
{
    /// <summary>Its name, in the singular.</summary>
    public static string Of(Role role) => role switch
    {
        Role.ArsOfficer => "Agent de l’ARS",
        Role.ArsAccountant => "Agent comptable de l’ARS",
        Role.AmOfficer => "Agent de l’Assurance maladie",
        Role.AmAccountant => "Agent comptable de l’Assurance maladie",
        Role.Cpts => "CPTS",
        Role.Auditor => "Auditeur",
        Role.Admin => "Administrateur",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>What one does in it, in a sentence (LIFECYCLE section 7).</summary>
    public static string WhatItDoes(Role role) => role switch
    {
        Role.ArsOfficer => "Répond aux lettres d’intention et aux projets de santé, attribue et certifie le FIR et le fonds de transformation, approuve pour l’ARS les contrats.",
        Role.ArsAccountant => "Paie, refuse de payer et encaisse, pour le FIR et le fonds de transformation.",
        Role.AmOfficer => "Négocie et signe les contrats ACI, suit et évalue leurs missions, certifie leurs lignes.",
        Role.AmAccountant => "Paie, refuse de payer et encaisse, pour les contrats ACI.",
        Role.Cpts => "Lit son dossier, dépose son projet de santé, propose et approuve pour elle-même.",
        Role.Auditor => "Lit tout, à n’importe quelle date, et vérifie le registre.",
        Role.Admin => "Tient les enveloppes, les barèmes et les abonnements ; n’engage et ne paie rien.",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>The part of the country that a caller answers for; null for a CPTS, whose name says it.</summary>
    public static string? ScopeOf(Caller caller, ReferenceData reference)
        => caller.Departments.Count > 0 ? string.Join(", ", caller.Departments.Select(code => reference.FindDepartment(code)?.Name ?? code))
            : caller.RegionCode == Caller.Nation ? "France entière"
            : caller.RegionCode.Length > 0 ? reference.FindRegion(caller.RegionCode)?.Name ?? caller.RegionCode
            : null;
}
