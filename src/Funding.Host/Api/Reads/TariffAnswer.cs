using Funding.Domain.Tariffs;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Api.Reads;

/// <summary>A tariff as the API tells it: a table by size class and line. A cell without an amount is to be entered.</summary>
internal static class TariffAnswer
{
    public static object Of(TariffView it, bool withEntries)
    {
        var facts = it.Tariff.Facts;
        return new
        {
            it.Tariff.Id, it.Version, facts.Label, it.Tariff.Publication!.Reference, facts.ValidFrom, facts.ValidTo, facts.CoreMissions, facts.OptionalMissions,
            SizeClasses = facts.SizeClasses.Select(size => Class(it, size, withEntries)),
            MissionDeadlines = facts.Deadlines.ToDictionary(one => Slug.Of(one.Mission), one => new { one.StartMonths, one.DeployedMonths }, StringComparer.Ordinal),
            facts.AdvanceRate, facts.TermYears,
            Confidence = facts.Confidence.ToDictionary(one => one.About, one => one.Source, StringComparer.Ordinal),
            facts.BoundaryRule,
            Published = Made(it.Acts[0]),
        };
    }

    private static object Class(TariffView view, SizeClass size, bool withEntries)
    {
        return new
        {
            size.Class, size.PopulationUpTo, size.Inclusive,
            Functioning = Cell(new(size.Class, TariffItem.Functioning)),
            Ceiling = Cell(new(size.Class, TariffItem.Ceiling)),
            Missions = view.Tariff.Missions.ToDictionary(
                Slug.Of, mission => new { Fixed = Cell(TariffCell.Of(size.Class, mission, MissionPart.Fixed)), Variable = Cell(TariffCell.Of(size.Class, mission, MissionPart.Variable)) }, StringComparer.Ordinal),
        };

        object Cell(TariffCell cell) => new
        {
            Amount = view.AmountOf(cell),
            Source = view.SourceOf(cell) is { } act ? Made(act) : null,
            Entries = withEntries ? view.EntriesOf(cell).Select(entry => new { ((TariffCellEntered)entry.Event).Amount, Source = Made(entry) }) : null,
        };
    }

    /// <summary>The text that says so, who recorded it and when, and which version of the tariff that made.</summary>
    private static object Made(TariffAct it) => new
    {
        it.Version, it.Event.Reference, it.Event.EffectiveDate, it.RecordedAt, it.Actor, ActorName = Labels.NameOf(it.Actor, it.ActorName), Comment = it.Event.Comment?.Text,
        (it.Event as TariffCellEntered)?.Synthetic,
    };
}
