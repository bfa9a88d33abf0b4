using Funding.Domain.Aci;
using Funding.Domain.Tariffs;

namespace Funding.Domain.Tests;

/// <summary>A tariff in force from 2018 on without end, whose every needed cell is known; only the fixed part of prevention has a cell among the missions.</summary>
internal static class TariffOf2022
{
    public const string Id = "aci";

    public static readonly AciTariff Known = AciTariff.Fold(Id, [new AciTariffPublished(Id, new(
        "ACI CPTS", Day("2018-01-01"), null, [Mission.Access, Mission.Pathways, Mission.Prevention], [Mission.Crisis],
        [new(1, 40_000), new(2, null)],
        [new(new(1, TariffItem.Functioning), Euros(50_000)), new(new(2, TariffItem.Functioning), Euros(60_000)), new(new(1, TariffItem.Ceiling), Euros(220_000)), new(new(2, TariffItem.Ceiling), Euros(373_000)), new(TariffCell.Of(2, Mission.Prevention, MissionPart.Fixed), Euros(20_000))],
        [new(Mission.Access, 6, 18), new(Mission.Pathways, 12, 24), new(Mission.Prevention, 12, 24)], 0.75m, 5, [], null)) { EffectiveDate = Day("2018-01-01"), Reference = "JO 2018" }]);
}
