using Funding.Domain.Cpts;
using Funding.Engine.Appending;
using Funding.Engine.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Engine.Answering;

/// <summary>The list as it is now, from the dossier view: what an officer just did is in it.</summary>
internal static class PresentList
{
    private const string Select =
        """
        select id, name, region, department, phase, phase_since, population, synthetic, totals::text, (extract(epoch from created_at) * 1000000)::bigint
        from funding.dossiers
        where (@region is null or region = @region) and (@departments is null or department = any(@departments)) and (@phases is null or phase = any(@phases))
          and (@text is null or strpos(search, @text) > 0) and (@id is null or id = @id)
          and (@after_at is null or (created_at, id) < (to_timestamp(@after_at / 1000000.0), @after_id))
        order by created_at desc, id desc limit @size
        """;

    public static async Task<Page<DossierSummary>> ReadAsync(NpgsqlConnection connection, DossierQuery query, PageRequest page, CancellationToken cancellation)
    {
        var after = page.After is null ? null : Cursor.Read(page.After, 2);
        await using var command = new NpgsqlCommand(Select, connection)
            .With("region", NpgsqlDbType.Text, query.RegionCode).With("departments", NpgsqlDbType.Array | NpgsqlDbType.Text, query.Departments?.ToArray())
            .With("phases", NpgsqlDbType.Array | NpgsqlDbType.Text, query.Phases?.Select(phase => phase.ToString()).ToArray()).With("text", NpgsqlDbType.Text, query.Text is null ? null : DossierRow.Searchable(query.Text))
            .With("id", NpgsqlDbType.Uuid, query.CptsId).With("size", NpgsqlDbType.Integer, page.Size + 1)
            .With("after_at", NpgsqlDbType.Bigint, after is null ? null : Cursor.Number(after[0])).With("after_id", NpgsqlDbType.Uuid, after is null ? null : Cursor.Id(after[1]));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(DossierSummary Summary, long At)>();
        while (await reader.ReadAsync(cancellation)) rows.Add((Summary(reader), reader.GetInt64(9)));
        var shown = Cursor.Page(rows, page.Size, row => Cursor.Write(row.At, row.Summary.Id));
        return new Page<DossierSummary>(shown.Items.Select(row => row.Summary).ToList(), shown.Next);
    }

    private static DossierSummary Summary(NpgsqlDataReader row)
    {
        var sources = Sums.Complete(TotalsJson.Read(row.GetString(8)));
        return new DossierSummary(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), Enum.Parse<PhaseName>(row.GetString(4)), row.GetFieldValue<DateOnly>(5),
            row.GetInt32(6), row.GetBoolean(7), sources, sources.Total());
    }
}
