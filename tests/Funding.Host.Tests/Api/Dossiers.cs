using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Api;

/// <summary>A dossier with some history, for reads.</summary>
internal static class Dossiers
{
    public static readonly Guid Id = new("0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01");
    public static readonly PersonId Somebody = new(new Guid("0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f77"));

    private static readonly CommitmentRef Fir = new("fir-1", FundingSource.Fir, 2024, "84", "69");

    private static readonly CptsEvent[] Events =
    [
        new CptsRegistered("CPTS du Vallon", "84", new Territory("69", [], 65000), null, new Identifiers(null, null), null) { EffectiveDate = new(2024, 1, 20) },
        new LetterOfIntentAccepted { EffectiveDate = new(2024, 1, 31), Reference = "LI-1" },
        new FirGrantAwarded(Fir, Money.Euros(45000m), "Ingénierie", new Convention("CONV-1", new(2024, 2, 1)),
            [new PlannedInstalment(1, InstalmentKind.Partial, new(2024, 4, 15), Money.Euros(30000m)), new PlannedInstalment(2, InstalmentKind.Balance, new(2024, 10, 15), Money.Euros(15000m))])
        { EffectiveDate = new(2024, 2, 1) },
        new ServiceCertified(Fir, "sf-1", 1, Money.Euros(30000m)) { EffectiveDate = new(2024, 2, 1) },
        new PaymentMade(Fir, 1, Money.Euros(30000m), "VIR-1") { EffectiveDate = new(2024, 3, 1) },
        new RecoveryOrdered(Fir, "r1", Money.Euros(1200.5m), new SealedText("indu", "t")) { EffectiveDate = new(2024, 3, 2) },
        new HealthProjectSubmitted(new DateOnly(2024, 7, 16)) { EffectiveDate = new(2024, 5, 15) },
    ];

    private static readonly Recorded<CptsEvent>[] Log = [.. Events.Select(happened => new Recorded<CptsEvent>(Guid.NewGuid(), Somebody, happened))];

    public static DossierView View { get; } = new(Id, 7, (Dossier)CptsFold.Fold(Log), [new Overlap(Guid.NewGuid(), "CPTS voisine", ["69001"])]);

    public static DossierSummary Summary { get; } = new(
        Id, "CPTS du Vallon", "84", "69", PhaseName.Submitted, new(2024, 5, 15), 65000, true,
        new Dictionary<FundingSource, Totals> { [FundingSource.Fir] = Totals.None with { Committed = Money.Euros(45000m) } }, Totals.None with { Committed = Money.Euros(45000m) });

    public static IReadOnlyList<TimelineItem> Timeline { get; } =
    [
        .. Log.Select((it, i) => new TimelineItem(
            it.EventId, i == 6 ? null : i + 1, i + 1, "type", new DateTimeOffset(2024, 2, 1, 8, 0, 0, TimeSpan.Zero), i == 6 ? PersonId.System : Somebody, it.Event,
            JsonDocument.Parse("""{"amount":45000.5}""").RootElement)),
    ];
}
