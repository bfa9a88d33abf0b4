namespace Funding.Domain.Aci;

/// <summary>What an ACI contract pays a CPTS to do (articles 5 and following of the agreement). Which ones are core is the tariff's business.</summary>
public enum Mission
{
    /// <summary>Access to care (accès aux soins).</summary>
    Access,

    /// <summary>Multi-professional pathways around the patient (parcours).</summary>
    Pathways,

    /// <summary>Territorial actions of prevention.</summary>
    Prevention,

    /// <summary>Answer to grave sanitary crises, since avenant 2.</summary>
    Crisis,

    /// <summary>Quality and pertinence of care, optional.</summary>
    Quality,

    /// <summary>Support of health professionals on the territory, optional.</summary>
    Support,
}
