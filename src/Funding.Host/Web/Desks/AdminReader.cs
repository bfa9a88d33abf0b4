using Funding.Domain.Rights;
using Funding.Engine.Reading;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Host.Web.Desks;

/// <summary>Reads what is missing in the reference data of the visitor's scope, and how the machinery is.</summary>
internal sealed class AdminReader(IRegions regions, ITariffs tariffs, IProgressReader progress, LegalToday legal, ReferenceData reference, FundingSettings settings, Visitor visitor)
{
    public async Task<IResult> DeskAsync(CancellationToken cancellation)
    {
        var caller = visitor.Caller;
        var today = (await legal.ByRegionAsync(Moment.Now, cancellation))("");
        var known = (await regions.EnvelopesAsync(null, today.Year, Moment.Now, cancellation)).Select(it => it.RegionCode).ToHashSet(StringComparer.Ordinal);
        var state = await progress.ReadAsync(cancellation);
        var alarms = Alarm.Of(state, settings.Alarms);
        return Answers.Page<AdminPage>(new AdminModel
        {
            Year = today.Year, WithoutEnvelope = [.. reference.Regions.Where(region => caller.Covers(region.Code) && !known.Contains(region.Code))],
            Tariffs = caller.RegionCode == Caller.Nation ? EmptyCells(await tariffs.ListAsync(Moment.Now, cancellation), today) : [],
            Alarms = [.. alarms.Where(alarm => alarm.IsRaised)], DeadLetters = alarms.Single(alarm => alarm.Count is not null).Count!.Value,
        });
    }

    private static IReadOnlyList<(string, int)> EmptyCells(IReadOnlyList<TariffView> tariffs, DateOnly today)
        => [.. from view in tariffs
               where view.Tariff.IsInForce(today)
               let empty = view.Tariff.Table.Count(cell => view.AmountOf(cell) is null)
               where empty > 0
               select (view.Tariff.Id, empty)];
}
