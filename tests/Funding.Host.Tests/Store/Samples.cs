using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;

namespace Funding.Host.Tests.Store;

/// <summary>One event of each type, with every member that it can have. Its texts are sealed with a token that never changes.</summary>
internal static class Samples
{
    private static readonly DateOnly On = new(2024, 2, 29);
    private static readonly Guid Some = new("11111111-2222-3333-4444-555555555555");
    private static readonly CommitmentRef Fir1 = new("fir-1", FundingSource.Fir, 2024, "84", "69");
    private static readonly SealedText Sealed = new(null, "s1.0123456789abcdef0123456789abcdef.AAECAwQFBgcICQoLDA0ODw");
    private static readonly BarCorrection Bar = new(new(2028, 1, 1), Money.Euros(0.01m));
    private static readonly CommitmentRef Line = Fir1 with { Id = "aci-1-y2-access-variable", Source = FundingSource.Aci };
    private static readonly Terms Terms = new("aci-2019", Money.Euros(60_000m), [new(Mission.Access, Money.Euros(40_000m), Money.Euros(30_000.5m))]);
    private static readonly TariffBasis Basis = new("aci-2019", 3, "arrêté du 21 août 2019", 2, 65_000, 0.75m, 5, [new(Mission.Access, 6, 18)]);
    private static readonly CalculationTrace Trace = new(LineKind.Variable, 1, 2, Mission.Access, new(2024, 3, 1), new(2025, 2, 28), 365,
        [new(new(2024, 3, 1), new(2024, 12, 31), 306, Money.Euros(30_000.5m), 2, "aci-2019", 3, "arrêté du 21 août 2019")], 0.5525m, 0.75m, new(2024, 12, 31), Money.Euros(13_896.2m));
    private static readonly EnvelopeParts Parts = new(Money.Euros(587_963_100m), Money.Euros(559_466_800m), Money.Euros(28_496_300m), Money.Euros(1_000.10m), Money.Euros(9_999_999_999_999.99m));

    public static IEnumerable<CptsEvent> Cpts { get; } = new CptsEvent[]
    {
        new CptsRegistered("CPTS de l'Étang « d'Or »", "84", new Territory("69", ["69123", "69266"], 65_000), "rural", new Identifiers("12345678901234", "W123456789"), Sealed, true) { EffectiveDate = On },
        new CptsRenamed("CPTS du Val") { EffectiveDate = On },
        new TerritoryChanged(new Territory("69", [], 41_000)) { EffectiveDate = On },
        new ProfileChanged("urbain") { EffectiveDate = On },
        new IdentifiersChanged(new Identifiers(null, "W123456789")) { EffectiveDate = On },
        new ContactChanged(Sealed) { EffectiveDate = On },
        new LetterOfIntentAccepted { EffectiveDate = On },
        new LetterOfIntentRefused { EffectiveDate = On },
        new FirGrantAwarded(Fir1, Money.Euros(45_000.50m), "Ingénierie", new Convention("CONV-1", On),
            [new(1, InstalmentKind.Advance, On, Money.Euros(30_000m)), new(2, InstalmentKind.Balance, On, Money.Euros(15_000.50m))]) { EffectiveDate = On },
        new TransformationGrantAwarded(Fir1 with { Id = "tr-1", Source = FundingSource.Transformation }, Money.Euros(12_000.50m), "Outils communs", CostCategory.DigitalTools, new Convention("CONV-2", On),
            [new(1, InstalmentKind.Whole, On, Money.Euros(12_000.50m))]) { EffectiveDate = On },
        new AciOneOffGranted(Fir1 with { Id = "aide-1", Source = FundingSource.Aci }, Money.Euros(37_500m), "Aide au démarrage", "ACI, article 4.2",
            [new(1, InstalmentKind.Whole, On, Money.Euros(37_500m))]) { EffectiveDate = On },
        new CommitmentAmended(Fir1, Money.Euros(40_000m), [new(2, InstalmentKind.Balance, On, Money.Euros(-5_000.50m))], new Convention("AV-1", On)) { EffectiveDate = On },
        new CommitmentCancelled(Fir1, [new(1, Money.Euros(1m))]) { EffectiveDate = On },
        new ServiceCertified(Fir1, "c1", 1, Money.Euros(30_000m)) { EffectiveDate = On },
        new PaymentMade(Fir1, 1, Money.Euros(30_000m), "VIR-1", Bar) { EffectiveDate = On },
        new PaymentRefused(Fir1, 1, Money.Euros(30_000m), Sealed) { EffectiveDate = On },
        new RecoveryOrdered(Fir1, "r1", Money.Euros(1_200.5m), Sealed, RecoveryRule.ReducedLine) { EffectiveDate = On },
        new RecoveryReceived(Fir1, "r1", Money.Euros(1_000m)) { EffectiveDate = On },
        new RecoveryWaived(Fir1, "r1", Money.Euros(200.5m)) { EffectiveDate = On },
        new SumsBarred(Fir1, [new(1, Money.Euros(0.01m)), new(2, Money.Euros(2m))]) { EffectiveDate = On },
        new CertificationReversed(Fir1, Some, Sealed, "c1", 1, Money.Euros(30_000m)) { EffectiveDate = On },
        new PaymentReversed(Fir1, Some, Sealed, "VIR-1", 1, Money.Euros(30_000m), Bar) { EffectiveDate = On },
        new RecoveryReversed(Fir1, Some, Sealed, "r1", Money.Euros(1_200.5m)) { EffectiveDate = On },
        new ReceiptReversed(Fir1, Some, Sealed, "r1", "T1", Money.Euros(1_000m)) { EffectiveDate = On },
        new WaiverReversed(Fir1, Some, Sealed, "r1", "REM-1", Money.Euros(200.5m)) { EffectiveDate = On },
        new HealthProjectSubmitted(new(2024, 4, 30)) { EffectiveDate = On },
        new HealthProjectOpposed(OppositionGround.RegionalPlan) { EffectiveDate = On },
        new HealthProjectValidated { EffectiveDate = On },
        new HealthProjectDeemedValidated { EffectiveDate = On },
        new DeemedValidationAnnulled { EffectiveDate = On },
        new CptsWithdrawn(Sealed) { EffectiveDate = On },
        new AciNegotiationOpened { EffectiveDate = On },
        new AciTermsProposed(2, Party.Cpam, Terms, Basis) { EffectiveDate = On },
        new AciTermsApproved(2, Party.Ars) { EffectiveDate = On },
        new AciContractSigned(2, new(2024, 3, 1), new(2, Terms, Basis), 1) { EffectiveDate = On },
        new AciMissionStarted(1, Mission.Access) { EffectiveDate = On },
        new AciMissionDeployed(1, Mission.Access) { EffectiveDate = On },
        new AciYearOpened(1, 2) { EffectiveDate = On },
        new AciYearAssessed(1, 1, [new(Mission.Access, 0.5525m)]) { EffectiveDate = On },
        new AciContractAmended(1, new(2024, 6, 1), new(2, Terms, Basis)) { EffectiveDate = On },
        new AciContractSuspended(1, Sealed) { EffectiveDate = On },
        new AciContractResumed(1, Sealed) { EffectiveDate = On },
        new AciContractTerminated(1, new(2024, 12, 31), Sealed) { EffectiveDate = On },
        new AciContractEnded(1) { EffectiveDate = On },
        new AciLineOpened(Line, Trace, [new(1, InstalmentKind.Whole, On, Money.Euros(13_896.2m))]) { EffectiveDate = On },
        new AciLineRecalculated(Line, Trace, [new(1, InstalmentKind.Whole, On, Money.Euros(-1_000m))], [new(1, Money.Euros(500m))]) { EffectiveDate = On },
    }.Select(it => it with { Reference = "REF-1", Comment = Sealed }).ToList();

    public static IEnumerable<EnvelopeEvent> Envelopes { get; } = new EnvelopeEvent[]
    {
        new EnvelopeNotified("84", 2024, NotificationKind.Complement, Parts, true) { EffectiveDate = On },
        new CptsShareSet(Money.Euros(100m)) { EffectiveDate = On },
        new CreditCommitted(Some, "fir-1", Money.Euros(45_000.50m)) { EffectiveDate = On },
        new CreditReleased(Some, "fir-1", Money.Euros(1m)) { EffectiveDate = On },
    }.Select(it => it with { Reference = "REF-1", Comment = Sealed }).ToList();

    public static IEnumerable<TariffEvent> Tariffs { get; } = new TariffEvent[]
    {
        new AciTariffPublished("aci-2019", new TariffFacts(
            "ACI CPTS", On, On, [Mission.Access], [Mission.Quality], [new(1, 40_000, true), new(2, null)],
            [new(new(1, TariffItem.Functioning), Money.Euros(50_000.50m)), new(new(2, TariffItem.Access, MissionPart.Variable), Money.Euros(1m))],
            [new(Mission.Access, 6, 18)], 0.75m, 5, [new("ceiling", "press (class 2 only)")], "40 000 en taille 1 : hypothèse")) { EffectiveDate = On },
        new TariffCellEntered(new(2, TariffItem.Quality, MissionPart.Fixed), Money.Euros(12_345.67m), Synthetic: true) { EffectiveDate = On },
    }.Select(it => it with { Reference = "REF-1", Comment = Sealed }).ToList();

    public static IEnumerable<object> All => [.. Cpts, .. Envelopes, .. Tariffs];
}
