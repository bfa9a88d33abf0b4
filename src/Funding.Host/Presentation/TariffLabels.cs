using System.Diagnostics;
using Funding.Domain.Aci;
using Funding.Domain.Tariffs;

namespace Funding.Host.Presentation;

/// <summary>French words for the tables of ACI tariffs.</summary>
public static class TariffLabels
{
    /// <summary>A line of the table: <c>Fonctionnement</c>, <c>Accès aux soins, part fixe</c>.</summary>
    public static string LineOf(TariffCell cell) => cell switch
    {
        { Item: TariffItem.Functioning } => "Fonctionnement",
        { Item: TariffItem.Ceiling } => "Plafond",
        { Part: { } part } => $"{French.Capital(Labels.Of(MissionOf(cell.Item)))}, part {Labels.Of(part)}",
        _ => French.Capital(Labels.Of(MissionOf(cell.Item))),
    };

    /// <summary>A size class by the population it holds.</summary>
    /// <param name="size">The class.</param>
    /// <param name="before">The one below it, or null.</param>
    public static string Of(SizeClass size, SizeClass? before)
    {
        var from = before?.PopulationUpTo is { } lower ? before.Inclusive ? $"plus de {French.Of(lower)}" : $"{French.Of(lower)} ou plus" : null;
        var to = size.PopulationUpTo is { } upper ? size.Inclusive ? $"{French.Of(upper)} au plus" : $"moins de {French.Of(upper)}" : null;
        return string.Join(", ", new[] { from, to }.OfType<string>()) + " hab.";
    }

    /// <summary>What happened to a tariff.</summary>
    public static string Of(TariffEvent happened) => happened switch
    {
        AciTariffPublished => "Barème publié à partir des données de référence du logiciel.",
        TariffCellEntered it => $"{LineOf(it.Cell)}, taille {it.Cell.Class} : {French.Of(it.Amount)} par an.",
        _ => $"Événement « {happened.GetType().Name} ».",
    };

    /// <summary>What a note on sources is about.</summary>
    public static string About(SourceNote note) => note.About switch
    {
        "functioning" => "Fonctionnement",
        "ceiling" => "Plafond",
        "sizeClasses" => "Tailles",
        "advanceRate" => "Taux d’avance",
        "missionDeadlines" => "Délais des missions",
        "validFrom" => "Date d’effet",
        var other => other,
    };

    /// <summary>Where a fact comes from.</summary>
    public static string SourceOf(SourceNote note)
    {
        var words = note.Source.Split(' ', 2);
        var source = words[0] switch
        {
            "official" => "texte officiel",
            "press" => "presse",
            "derived" => "déduction",
            "assumption" => "hypothèse",
            var other => other,
        };
        return words.Length == 1 ? source : $"{source} {words[1]}";
    }

    /// <summary>A mission as it begins a sentence.</summary>
    public static string Capital(Mission mission) => French.Capital(Labels.Of(mission));

    private static Mission MissionOf(TariffItem item) => Enum.GetValues<Mission>().Where(mission => TariffCell.ItemOf(mission) == item).Cast<Mission?>().FirstOrDefault()
        ?? throw new UnreachableException($"No mission for {item}.");
}
