using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Domain.Tariffs;

namespace Funding.Host.Demo;

/// <summary>
/// The ceilings that no source gives, so that the demonstration can sign under every tariff: entered by the administrator some days
/// after the tariff begins, with a reference that says that they are made up.
/// </summary>
internal sealed class MadeUpCeilings(World world, PersonId admin, Dice dice)
{
    private const string Reference = "valeur fictive, démonstration (synthétique)";

    /// <param name="before">The tariff that precedes, whose ceilings are known.</param>
    /// <param name="tariff">The one that has gaps, and a ceiling in its last class.</param>
    public IEnumerable<DateTimeOffset> Fill(TariffFacts before, PublishTariff tariff)
    {
        var begin = world.Reference.MainlandZone().DayOf(world.Options.Start);
        var opened = tariff.Facts.ValidFrom > begin ? tariff.Facts.ValidFrom : begin;
        yield return OfficeHours.On(opened.AddDays(dice.Between(4, 12)), world.Reference.MainlandZone(), dice);
        var growth = Ceiling(tariff.Facts, before.SizeClasses.Count)! / Ceiling(before, before.SizeClasses.Count)!;
        foreach (var size in tariff.Facts.SizeClasses.Select(it => it.Class).Where(size => Ceiling(tariff.Facts, size) is null))
        {
            var euros = decimal.Round(Ceiling(before, size)!.Value * growth.Value / 1000m) * 1000m;
            world.Act(admin, new EnterTariffCell(tariff.Tariff, new TariffCell(size, TariffItem.Ceiling), Money.Euros(euros), Reference, Synthetic: true));
        }
    }

    private static decimal? Ceiling(TariffFacts facts, int size)
        => facts.Cells.FirstOrDefault(it => it.Cell == new TariffCell(size, TariffItem.Ceiling))?.Amount.ToEuros();
}
