using System.Collections.Frozen;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using static Funding.Engine.Storage.EventRegistry;

namespace Funding.Engine.Storage;

/// <summary>
/// The one registry of stored event names. A name is a contract: it never changes, and a new shape of an event gets a new name
/// with its version (<c>fir_grant_awarded_v2</c>), the old one being read as the new one. CLR names are written for Marten and never read (ADR 0004).
/// </summary>
public static class EventTypes
{
    /// <summary>What is stored and read. A version more of an event is one more function on its line: <c>Event&lt;T&gt;("name", ToV2, ToV3)</c>.</summary>
    public static EventRegistry Registry { get; } = new(
        Event<CptsRegistered>("cpts_registered"),
        Event<CptsRenamed>("cpts_renamed"),
        Event<TerritoryChanged>("territory_changed"),
        Event<ProfileChanged>("profile_changed"),
        Event<IdentifiersChanged>("identifiers_changed"),
        Event<ContactChanged>("contact_changed"),
        Event<LetterOfIntentAccepted>("letter_of_intent_accepted"),
        Event<LetterOfIntentRefused>("letter_of_intent_refused"),
        Event<FirGrantAwarded>("fir_grant_awarded"),
        Event<TransformationGrantAwarded>("transformation_grant_awarded"),
        Event<AciOneOffGranted>("aci_one_off_granted"),
        Event<CommitmentAmended>("commitment_amended"),
        Event<CommitmentCancelled>("commitment_cancelled"),
        Event<ServiceCertified>("service_certified"),
        Event<PaymentMade>("payment_made"),
        Event<PaymentRefused>("payment_refused"),
        Event<RecoveryOrdered>("recovery_ordered"),
        Event<RecoveryReceived>("recovery_received"),
        Event<RecoveryWaived>("recovery_waived"),
        Event<SumsBarred>("sums_barred"),
        Event<CertificationReversed>("certification_reversed"),
        Event<PaymentReversed>("payment_reversed"),
        Event<RecoveryReversed>("recovery_reversed"),
        Event<ReceiptReversed>("receipt_reversed"),
        Event<WaiverReversed>("waiver_reversed"),
        Event<HealthProjectSubmitted>("health_project_submitted"),
        Event<HealthProjectOpposed>("health_project_opposed"),
        Event<HealthProjectValidated>("health_project_validated"),
        Event<HealthProjectDeemedValidated>("health_project_deemed_validated"),
        Event<DeemedValidationAnnulled>("deemed_validation_annulled"),
        Event<CptsWithdrawn>("cpts_withdrawn"),
        Event<AciNegotiationOpened>("aci_negotiation_opened"),
        Event<AciTermsProposed>("aci_terms_proposed"),
        Event<AciTermsApproved>("aci_terms_approved"),
        Event<AciContractSigned>("aci_contract_signed"),
        Event<AciMissionStarted>("aci_mission_started"),
        Event<AciMissionDeployed>("aci_mission_deployed"),
        Event<AciYearOpened>("aci_year_opened"),
        Event<AciYearAssessed>("aci_year_assessed"),
        Event<AciContractAmended>("aci_contract_amended"),
        Event<AciContractSuspended>("aci_contract_suspended"),
        Event<AciContractResumed>("aci_contract_resumed"),
        Event<AciContractTerminated>("aci_contract_terminated"),
        Event<AciContractEnded>("aci_contract_ended"),
        Event<AciLineOpened>("aci_line_opened"),
        Event<AciLineRecalculated>("aci_line_recalculated"),
        Event<EnvelopeNotified>("envelope_notified"),
        Event<CptsShareSet>("cpts_share_set"),
        Event<CreditCommitted>("credit_committed"),
        Event<CreditReleased>("credit_released"),
        Event<AciTariffPublished>("aci_tariff_published"),
        Event<TariffCellEntered>("tariff_cell_entered"));

    private static readonly FrozenDictionary<Type, string> ClrNames =
        Registry.Versions.Select(version => version.Type).Distinct().ToFrozenDictionary(type => type, type => $"{type.FullName}, {type.Assembly.GetName().Name}");

    /// <summary>The stored name of an event.</summary>
    public static string NameOf(object happened) => Registry.NameOf(happened);

    /// <summary>What Marten writes as CLR name.</summary>
    public static string ClrNameOf(object happened) => ClrNames[happened.GetType()];
}
