namespace Funding.Domain.Rights;

/// <summary>Who somebody is in the money's chain (LIFECYCLE section 7).</summary>
public enum Role
{
    /// <summary>Acts for the director general of the ARS (ordonnateur).</summary>
    ArsOfficer,

    /// <summary>The accountant of the ARS.</summary>
    ArsAccountant,

    /// <summary>Acts for Assurance maladie.</summary>
    AmOfficer,

    /// <summary>The accountant of Assurance maladie.</summary>
    AmAccountant,

    /// <summary>Acts for one CPTS.</summary>
    Cpts,

    /// <summary>Reads everything.</summary>
    Auditor,

    /// <summary>Envelopes, tariffs, users; no funding act.</summary>
    Admin,
}
