using Funding.Domain.Aci;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Tests;

/// <summary>A tariff of three classes: 40 000 itself is in the second, 80 000 itself too. The ceilings of class 2, and the missions but one part, are empty.</summary>
internal static class TariffOf2019
{
    public const string Id = "aci-2019";

    public static readonly TariffFacts Facts = new(
        "ACI CPTS", Day("2019-08-25"), Day("2022-03-31"), [Mission.Access, Mission.Pathways], [Mission.Quality],
        [new(1, 40_000), new(2, 80_000, Inclusive: true), new(3, null)],
        [Cell(1, TariffItem.Functioning, 50_000), Cell(2, TariffItem.Functioning, 60_000), Cell(3, TariffItem.Functioning, 75_000), Cell(1, TariffItem.Ceiling, 220_000), Cell(1, TariffItem.Access, 40_000, MissionPart.Fixed)],
        [new(Mission.Access, 6, 18), new(Mission.Pathways, 12, 24)], 0.75m, 5,
        [new("functioning", "press")], "80 000 itself is an assumption");

    public static readonly PublishTariff Publish = new(Id, Facts, "arrêté du 21 août 2019");

    public static readonly AciTariffPublished Published = new(Id, Facts) { EffectiveDate = Day("2019-08-25"), Reference = "arrêté du 21 août 2019" };

    public static TariffCellEntered Entered(TariffCell cell, decimal amount, string on, string reference = "JO 2020") => new(cell, Euros(amount)) { EffectiveDate = Day(on), Reference = reference };

    /// <summary>The tariff as published, and after some entries.</summary>
    public static AciTariff With(params TariffEvent[] entries) => AciTariff.Fold(Id, [Published, .. entries]);

    private static PublishedCell Cell(int sizeClass, TariffItem item, decimal amount, MissionPart? part = null) => new(new(sizeClass, item, part), Euros(amount));
}
