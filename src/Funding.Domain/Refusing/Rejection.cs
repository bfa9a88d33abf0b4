using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Refusing;

/// <summary>
/// A business "no": a value, never an exception. <see cref="Slug"/> is the problem type's name (LIFECYCLE section 4); the members
/// of each kind are the numbers that the problem carries.
/// </summary>
public abstract record Rejection(string Slug);

/// <summary>What was asked is malformed in one or more places, all named at once. Nothing was judged against the rules.</summary>
public sealed record Invalid(Sequence<Fault> Errors) : Rejection("validation");

/// <summary>No such dossier, commitment, recovery or event for this caller.</summary>
public sealed record NotFound() : Rejection("not-found");

/// <summary>The caller's role or scope does not allow the act.</summary>
public sealed record Forbidden() : Rejection("forbidden");

/// <summary>The person already had another part in the same money (R11).</summary>
public sealed record FourEyes() : Rejection("four-eyes");

/// <summary>The phase of the dossier does not allow the act.</summary>
/// <param name="Phase">The phase at the date of the act, null before registration; for a change of phase, the present one.</param>
/// <param name="On">The date of the act.</param>
public sealed record WrongPhase(PhaseName? Phase, DateOnly On) : Rejection("wrong-phase");

/// <summary>The act is dated before one that it must follow.</summary>
public sealed record OutOfOrder(DateOnly On, DateOnly Earliest) : Rejection("out-of-order");

/// <summary>The key is already used for something else.</summary>
public sealed record AlreadyExists(string Key) : Rejection("already-exists");

/// <summary>The beneficiary has neither SIRET nor RNA and the settings forbid paying it (R2).</summary>
public sealed record BeneficiaryIncomplete() : Rejection("beneficiary-incomplete");

/// <summary>A complement would lower a ring-fenced or protected part of an envelope (R4).</summary>
public sealed record RingFenced(string Part, Money Requested, Money Limit) : Rejection("ring-fenced");

/// <summary>No envelope was notified for the region and budget year (R5).</summary>
public sealed record EnvelopeMissing(string RegionCode, int BudgetYear) : Rejection("envelope-missing");

/// <summary>The envelope takes no act of that date any more, or not yet (R5).</summary>
public sealed record EnvelopeClosed(int BudgetYear, DateOnly OpensOn, DateOnly ClosesOn) : Rejection("envelope-closed");

/// <summary>More than the envelope has left (R4, R5).</summary>
/// <param name="Requested">Euros asked for; where the envelope or the share would shrink, what must stay covered.</param>
/// <param name="Available">Euros that there are to cover it.</param>
public sealed record EnvelopeExceeded(Money Requested, Money Available) : Rejection("envelope-exceeded");

/// <summary>Above the yearly threshold a convention must be named (R6; law 2000-321 article 10).</summary>
/// <param name="Requested">Euros: the FIR and transformation grants of the budget year together, with the one asked for.</param>
/// <param name="Limit">Euros: the threshold.</param>
public sealed record ConventionRequired(Money Requested, Money Limit) : Rejection("convention-required");

/// <summary>The sum is time-barred since <paramref name="Deadline"/> (R7; CSP L1435-10).</summary>
public sealed record TimeBarred(DateOnly Deadline) : Rejection("time-barred");

/// <summary>More certified than the instalment's amount (R8).</summary>
public sealed record OverCertified(Money Requested, Money Available) : Rejection("over-certified");

/// <summary>More paid or refused than is certified and unpaid (R8).</summary>
public sealed record OverPaid(Money Requested, Money Available) : Rejection("over-paid");

/// <summary>More ordered for recovery than was paid (R8).</summary>
public sealed record OverRecovered(Money Requested, Money Available) : Rejection("over-recovered");

/// <summary>More received or waived than was ordered (R8).</summary>
public sealed record OverReceived(Money Requested, Money Available) : Rejection("over-received");

/// <summary>An amendment below what is certified or barred (R9).</summary>
/// <param name="Requested">Euros: the new amount of the commitment, or of the first instalment at fault.</param>
/// <param name="Limit">Euros: the least that it may be.</param>
public sealed record BelowCertified(Money Requested, Money Limit) : Rejection("below-certified");

/// <summary>The last round is not approved by all three parties, or there is none to sign (R15).</summary>
/// <param name="Missing">The parties that have not approved.</param>
public sealed record NotApproved(Sequence<Party> Missing) : Rejection("not-approved");

/// <summary>The tariff is not in force on the date (R16).</summary>
public sealed record TariffNotInForce(string Tariff, DateOnly On) : Rejection("tariff-not-in-force");

/// <summary>The terms lack a core mission of the tariff (R16).</summary>
public sealed record MissingCoreMission(Mission Mission) : Rejection("missing-core-mission");

/// <summary>No source confirmed an amount that is needed, and nobody has entered it yet (R16).</summary>
/// <param name="Tariff">The tariff.</param>
/// <param name="Class">The size class.</param>
/// <param name="Item"><c>functioning</c> or <c>ceiling</c>.</param>
public sealed record TariffCellMissing(string Tariff, int Class, string Item) : Rejection("tariff-cell-missing");

/// <summary>More for the functioning than the tariff gives the size class (R16).</summary>
public sealed record FunctioningExceeded(Money Requested, Money Limit) : Rejection("functioning-exceeded");

/// <summary>More for a part of a mission than the tariff gives the size class (R16).</summary>
public sealed record MissionExceeded(Mission Mission, MissionPart Part, Money Requested, Money Limit) : Rejection("mission-exceeded");

/// <summary>More in all than the tariff's ceiling for the size class (R16).</summary>
public sealed record CeilingExceeded(Money Requested, Money Limit) : Rejection("ceiling-exceeded");

/// <summary>The contract year is not over yet (R19).</summary>
/// <param name="On">The date of the act.</param>
/// <param name="Earliest">The first day on which the year may be assessed.</param>
public sealed record AssessmentTooEarly(DateOnly On, DateOnly Earliest) : Rejection("assessment-too-early");

/// <summary>The balance waits for the assessment of its year (R19).</summary>
public sealed record AssessmentPending(int Contract, int Year) : Rejection("assessment-pending");

/// <summary>The ACI contract is suspended (R20).</summary>
/// <param name="Since">The first day of the suspension.</param>
public sealed record Suspended(DateOnly Since) : Rejection("suspended");

/// <summary>Later acts rest on the act to reverse (R12).</summary>
public sealed record DependedOn() : Rejection("depended-on");

/// <summary>The two months are over; the project is deemed validated from <paramref name="Deadline"/> on (R14; CSP L1434-12).</summary>
public sealed record DeadlinePassed(DateOnly Deadline) : Rejection("deadline-passed");

/// <summary>The transformation fund pays no transitional costs after <paramref name="Deadline"/> (R22).</summary>
public sealed record TransformationWindowClosed(DateOnly Deadline) : Rejection("transformation-window-closed");
