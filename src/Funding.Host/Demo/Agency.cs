using Funding.Domain;

namespace Funding.Host.Demo;

/// <summary>The people of one regional agency: enough of them that the four-eyes rules can hold.</summary>
internal sealed record Agency(PersonId Officer, PersonId OtherOfficer, PersonId Accountant, PersonId OtherAccountant);
