using Funding.Domain.Tariffs;
using Funding.Host.Api.Json;
using Funding.Host.Reading;

namespace Funding.Host.Api.Reads;

/// <summary>A tariff as the API tells it. Cells are named as the act names them; an empty one has no amount.</summary>
internal static class TariffAnswer
{
    public static object Of(TariffView it, bool withEntries)
    {
        var facts = it.Tariff.Facts;
        return new
        {
            it.Tariff.Id, it.Version, facts.Label, it.Tariff.Publication!.Reference, facts.ValidFrom, facts.ValidTo,
            facts.CoreMissions, facts.OptionalMissions, facts.SizeClasses, facts.BoundaryRule,
            MissionDeadlines = facts.Deadlines.ToDictionary(one => Slug.Of(one.Mission), one => new { one.StartMonths, one.DeployedMonths }, StringComparer.Ordinal),
            facts.AdvanceRate, facts.TermYears,
            Confidence = facts.Confidence.ToDictionary(one => one.About, one => one.Source, StringComparer.Ordinal),
            Publication = Made(it.Acts[0]),
            Cells = it.Tariff.Table.Select(cell => Cell(it, cell, withEntries)),
        };
    }

    private static object Cell(TariffView view, TariffCell cell, bool withEntries) => new
    {
        cell.Class, cell.Item, cell.Part,
        Amount = view.AmountOf(cell),
        Source = view.SourceOf(cell) is { } act ? Made(act) : null,
        Entries = withEntries ? view.EntriesOf(cell).Select(entry => new { ((TariffCellEntered)entry.Event).Amount, Entered = Made(entry) }) : null,
    };

    /// <summary>Who said so, when, and by which text.</summary>
    private static object Made(TariffAct it) => new
    {
        it.Version, it.Event.Reference, it.Event.EffectiveDate, it.RecordedAt, it.Actor, ActorName = Presentation.Labels.NameOf(it.Actor, it.ActorName), Comment = it.Event.Comment?.Text,
        (it.Event as TariffCellEntered)?.Synthetic,
    };
}
