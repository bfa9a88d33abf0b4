using Funding.Domain.Cpts;
using Funding.Engine.Appending;
using Funding.Engine.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>The list as known and effective at a horizon, from facts and entries.</summary>
internal static class PastList
{
    private const string Sum =
        $"""
        select id, source, kind, cents
        from unnest(@ids) id,
             lateral (select source, kind, sum(cents) as cents from funding.entries where cpts_id = id and {Horizon.Filter} group by source, kind) sums
        """;

    public static async Task<Page<DossierSummary>> ReadAsync(NpgsqlConnection connection, Horizon horizon, DossierQuery query, PageRequest page, CancellationToken cancellation)
    {
        var text = query.Text is null ? null : DossierRow.Searchable(query.Text);
        var after = page.After is null ? long.MaxValue : Cursor.Number(Cursor.Read(page.After, 1)[0]);
        var phases = query.Phases;
        var known = (await FactReader.ReadAsync(connection, horizon, new WantedCpts(query.RegionCode, WithCommunes: false), cancellation))
            .Where(it => (phases is null || phases.Contains(it.Phase)) && (query.CptsId is null || it.Id == query.CptsId)
                && (query.Departments is null || query.Departments.Contains(it.Territory.DepartmentCode))
                && (text is null || DossierRow.Searchable(it.Name).Contains(text, StringComparison.Ordinal)) && it.RegisteredAt < after)
            .OrderByDescending(it => it.RegisteredAt).Take(page.Size + 1).ToList();
        var shown = Cursor.Page(known, page.Size, it => Cursor.Write(it.RegisteredAt));
        await using var command = horizon.Command(connection, Sum).With("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid, shown.Items.Select(it => it.Id).ToArray());
        var sums = await Sums.ReadAsync<Guid>(command, cancellation);
        return new Page<DossierSummary>(shown.Items.Select(it => Summary(it, sums.GetValueOrDefault(it.Id))).ToList(), shown.Next);
    }

    private static DossierSummary Summary(KnownCpts it, Dictionary<FundingSource, Totals>? sums)
    {
        var sources = Sums.Complete(sums);
        return new DossierSummary(
            it.Id, it.Name, it.Region, it.Territory.DepartmentCode, it.Phase, it.PhaseSince, it.Territory.Population, it.Synthetic, sources, sources.Total());
    }
}
