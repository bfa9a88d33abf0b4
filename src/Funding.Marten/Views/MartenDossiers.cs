using Funding.Domain.Cpts;
using Funding.Engine.Appending;
using Funding.Engine.Answering;
using Funding.Engine.Reading;
using Marten;
using Microsoft.Extensions.Logging;

namespace Funding.Marten.Views;

/// <summary>Answers the list of now from the documents; whatever else is asked, and what they cannot tell, goes to the reader that both engines share.</summary>
internal sealed class MartenDossiers(IDossiers shared, IViewStore store, ILogger<MartenDossiers> log) : IDossiers
{
    /// <inheritdoc/>
    public Task<DossierView?> FindAsync(Guid id, Moment moment, CancellationToken cancellation) => shared.FindAsync(id, moment, cancellation);

    /// <inheritdoc/>
    public async Task<Page<DossierSummary>> ListAsync(DossierQuery query, Moment moment, PageRequest page, CancellationToken cancellation)
        => (moment == Moment.Now ? await Answer.TryAsync(() => ListAsync(query, page, cancellation), log, cancellation) : null) ?? await shared.ListAsync(query, moment, page, cancellation);

    /// <inheritdoc/>
    public Task<Page<TimelineItem>> TimelineAsync(Guid id, Moment moment, PageRequest page, CancellationToken cancellation) => shared.TimelineAsync(id, moment, page, cancellation);

    private async Task<Page<DossierSummary>?> ListAsync(DossierQuery query, PageRequest page, CancellationToken cancellation)
    {
        await using var snapshot = await Snapshot.TakeAsync(store, cancellation);
        if (await snapshot.LinesAheadAsync(cancellation) is not { } ahead) return null;
        var folded = ahead.Select(line => line.Id).ToArray();
        var stored = await First(snapshot.Session.Query<DossierLine>().Where(line => !line.Id.IsOneOf(folded)), query, page).ToListAsync(cancellation);
        var lines = First(stored.Concat(ahead).AsQueryable(), query, page).ToList();
        var shown = Cursor.Page(lines, page.Size, line => Cursor.Write(line.RegisteredAt, line.CptsId));
        return new Page<DossierSummary>(shown.Items.Select(Summary).ToList(), shown.Next);
    }

    /// <summary>The first lines of a page and one more, in the server or here.</summary>
    private static IQueryable<DossierLine> First(IQueryable<DossierLine> lines, DossierQuery query, PageRequest page)
    {
        if (query.RegionCode is { } region) lines = lines.Where(line => line.RegionCode == region);
        if (query.Departments?.ToArray() is { } departments) lines = lines.Where(line => line.Territory.Value.DepartmentCode.IsOneOf(departments));
        if (query.Phases?.Select(phase => phase.ToString()).ToArray() is { } phases) lines = lines.Where(line => line.Phase.IsOneOf(phases));
        if (query.Text is { } text && DossierRow.Searchable(text) is var searched) lines = lines.Where(line => line.Searched.Contains(searched));
        if (query.CptsId is { } id) lines = lines.Where(line => line.CptsId == id);
        if (page.After is not null && Cursor.Read(page.After, 2) is var after && Cursor.Number(after[0]) is var at && Cursor.Id(after[1]) is var last)
            lines = lines.Where(line => line.RegisteredAt < at || (line.RegisteredAt == at && line.CptsId.CompareTo(last) < 0));
        return lines.OrderByDescending(line => line.RegisteredAt).ThenByDescending(line => line.CptsId).Take(page.Size + 1);
    }

    private static DossierSummary Summary(DossierLine line)
    {
        var sources = Sums.Complete(line.Sums.BySource());
        return new(line.CptsId, line.Name.Value, line.RegionCode, line.Territory.Value.DepartmentCode, Enum.Parse<PhaseName>(line.Phase), line.PhaseSince, line.Territory.Value.Population, line.Synthetic, sources, sources.Total());
    }
}
