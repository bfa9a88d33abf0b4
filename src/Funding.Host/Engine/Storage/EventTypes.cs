using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;

namespace Funding.Host.Engine.Storage;

/// <summary>
/// The one registry of stored event names. A name is a contract: it never changes, and a new shape of an event gets a new name
/// with its version (<c>fir_grant_awarded_v2</c>). CLR names are written for Marten and never read (ADR 0004).
/// </summary>
public static class EventTypes
{
    private static readonly (string Name, Type Type)[] Registry =
    [
        ("cpts_registered", typeof(CptsRegistered)),
        ("cpts_renamed", typeof(CptsRenamed)),
        ("territory_changed", typeof(TerritoryChanged)),
        ("profile_changed", typeof(ProfileChanged)),
        ("identifiers_changed", typeof(IdentifiersChanged)),
        ("contact_changed", typeof(ContactChanged)),
        ("letter_of_intent_accepted", typeof(LetterOfIntentAccepted)),
        ("letter_of_intent_refused", typeof(LetterOfIntentRefused)),
        ("fir_grant_awarded", typeof(FirGrantAwarded)),
        ("commitment_amended", typeof(CommitmentAmended)),
        ("commitment_cancelled", typeof(CommitmentCancelled)),
        ("service_certified", typeof(ServiceCertified)),
        ("payment_made", typeof(PaymentMade)),
        ("payment_refused", typeof(PaymentRefused)),
        ("recovery_ordered", typeof(RecoveryOrdered)),
        ("recovery_received", typeof(RecoveryReceived)),
        ("recovery_waived", typeof(RecoveryWaived)),
        ("sums_barred", typeof(SumsBarred)),
        ("certification_reversed", typeof(CertificationReversed)),
        ("payment_reversed", typeof(PaymentReversed)),
        ("recovery_reversed", typeof(RecoveryReversed)),
        ("receipt_reversed", typeof(ReceiptReversed)),
        ("waiver_reversed", typeof(WaiverReversed)),
        ("health_project_submitted", typeof(HealthProjectSubmitted)),
        ("health_project_opposed", typeof(HealthProjectOpposed)),
        ("health_project_validated", typeof(HealthProjectValidated)),
        ("health_project_deemed_validated", typeof(HealthProjectDeemedValidated)),
        ("deemed_validation_annulled", typeof(DeemedValidationAnnulled)),
        ("cpts_withdrawn", typeof(CptsWithdrawn)),
        ("envelope_notified", typeof(EnvelopeNotified)),
        ("cpts_share_set", typeof(CptsShareSet)),
        ("credit_committed", typeof(CreditCommitted)),
        ("credit_released", typeof(CreditReleased)),
    ];

    private static readonly Dictionary<string, Type> Types = Registry.ToDictionary(entry => entry.Name, entry => entry.Type);
    private static readonly Dictionary<Type, string> Names = Registry.ToDictionary(entry => entry.Type, entry => entry.Name);

    /// <summary>Every stored name with its type.</summary>
    public static IEnumerable<(string Name, Type Type)> All => Registry;

    /// <summary>The stored name of an event.</summary>
    public static string NameOf(object happened) => Names[happened.GetType()];

    /// <summary>The type stored under a name, or null for one that is unknown here, such as Marten's tombstones.</summary>
    public static Type? Find(string name) => Types.GetValueOrDefault(name);

    /// <summary>What Marten writes as CLR name.</summary>
    public static string ClrNameOf(object happened) => $"{happened.GetType().FullName}, {happened.GetType().Assembly.GetName().Name}";
}
