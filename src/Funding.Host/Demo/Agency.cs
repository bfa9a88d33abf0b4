using Funding.Domain;

namespace Funding.Host.Demo;

/// <summary>The people of one office in a region: enough of them that the four-eyes rules can hold.</summary>
internal sealed record Agency(PersonId Officer, PersonId OtherOfficer, PersonId Accountant, PersonId OtherAccountant);

/// <summary>The two that pay the CPTS of a region.</summary>
/// <param name="Ars">The regional agency: FIR and transformation fund.</param>
/// <param name="Cpam">The fund of Assurance maladie: ACI.</param>
internal sealed record Offices(Agency Ars, Agency Cpam);
