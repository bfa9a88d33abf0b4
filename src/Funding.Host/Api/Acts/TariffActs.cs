using Funding.Domain.Tariffs;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Acts;

/// <summary>ACI tariffs (R16).</summary>
internal static class TariffActs
{
    private static readonly IntegerField Class = new("class", "Size class, from 1.") { IsRequired = true, Example = 2 };
    private static readonly SlugField<TariffItem> Item = new("item", "The functioning, the ceiling, or a mission of the tariff.") { IsRequired = true, Example = "access" };
    private static readonly SlugField<MissionPart> Part = new("part", "The part of a mission; absent for the functioning and the ceiling.") { Example = "fixed" };
    private static readonly Field[] CellFields = [Class, Item, Part];
    private static readonly ObjectField<TariffCell> Cell = new("cell", "The cell of the table.", CellFields, it => new TariffCell(it.Of(Class), it.Of(Item), it.MaybeValue(Part)))
    {
        IsRequired = true, Example = Body.Sample(CellFields),
    };
    private static readonly MoneyField Amount = new("amount", "Euros per contract year, from the date of the act on.") { IsRequired = true, Example = Example.Of(40_000m) };
    private static readonly TextField Reference = new("reference", "The legal text that gives the amount.", 200) { IsRequired = true, Example = "arrêté du 21 août 2019, annexe 2" };

    public static IReadOnlyList<ActRoute> All { get; } =
    [
        new TariffRoute("aci-tariffs/{tariff}/cells", "Enter the amount of a cell of an ACI tariff with its legal reference; another amount of the same cell holds from its own date on (admin).",
            [Cell, Amount, Common.EffectiveDate, Reference, Common.Comment],
            it => new EnterTariffCell(it["tariff"], it.Body.Of(Cell), it.Body.Of(Amount), it.Body.Of(Reference))),
    ];
}
