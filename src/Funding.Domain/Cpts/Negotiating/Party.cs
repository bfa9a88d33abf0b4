namespace Funding.Domain.Cpts;

/// <summary>The three parties of an ACI contract.</summary>
public enum Party
{
    /// <summary>The CPTS.</summary>
    Cpts,

    /// <summary>Assurance maladie, by the local fund (CPAM).</summary>
    Cpam,

    /// <summary>The regional health agency.</summary>
    Ars,
}
