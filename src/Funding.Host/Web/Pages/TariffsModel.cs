using System.Globalization;
using Funding.Domain.Tariffs;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Web.Pages;

/// <summary>The ACI tariffs.</summary>
/// <param name="Moment">From where in time.</param>
/// <param name="Tariffs">The latest first.</param>
public sealed record TariffsModel(MomentQuestion Moment, IReadOnlyList<TariffView> Tariffs)
{
    /// <summary>Whether an amount shown was made up for demonstration.</summary>
    internal bool Synthetic => Tariffs.Any(view => view.Tariff.Entries.Exists(entry => entry.Synthetic == true));

    /// <summary>The lines of a tariff's table: the cells of its first class, which every class has.</summary>
    internal static IEnumerable<TariffCell> LinesOf(TariffView view) => view.Tariff.Table.Where(cell => cell.Class == view.Tariff.Facts.SizeClasses[0].Class);

    /// <summary>The size classes with the population that they hold, in words.</summary>
    internal static IEnumerable<(SizeClass Size, string Population)> SizesOf(TariffFacts facts)
        => facts.SizeClasses.Select((size, i) => (size, TariffLabels.Of(size, i == 0 ? null : facts.SizeClasses[i - 1])));

    /// <summary><c>du 25/08/2019 au 31/03/2022</c>, <c>à partir du 01/04/2022</c>.</summary>
    internal static string Validity(TariffFacts facts)
        => facts.ValidTo is { } last ? $"du {French.Of(facts.ValidFrom)} au {French.Of(last)}" : $"à partir du {French.Of(facts.ValidFrom)}";

    /// <summary><c>75 %</c>.</summary>
    internal static string Advance(TariffFacts facts) => (facts.AdvanceRate * 100).ToString("0.##", CultureInfo.GetCultureInfo("fr-FR")) + "\u202F%";
}
