using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Host.Engine.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Funding.Host.Engine.Reading;

/// <summary>Reads the variable parts of contracts from the log, by an index that holds no other line: the sums that they are at most are in no entry.</summary>
internal static class VariablePartReader
{
    // As the index says it, word for word: else the planner does not see that it answers.
    private const string Select =
        """
        select l.position, e.stream_id, e.type, e.data
        from funding.mt_events e join funding.ledger l on l.seq_id = e.seq_id
        where e.type in ('aci_line_opened', 'aci_line_recalculated') and e.data #>> '{trace,kind}' = 'variable' and l.position <= @position
          and (@region is null or e.data #>> '{commitment,regionCode}' = @region)
        """;

    /// <summary>Those of a region, or of all; an event that cannot be read is passed over, as the views do.</summary>
    public static async Task<IReadOnlyList<VariablePart>> ReadAsync(NpgsqlConnection connection, Horizon horizon, string? region, CancellationToken cancellation)
    {
        await using var command = horizon.Command(connection, Select).With("region", NpgsqlDbType.Text, region);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var lines = new List<PlacedLine>();
        while (await reader.ReadAsync(cancellation))
        {
            if (!StreamId.IsCpts(reader.GetString(1), out var cpts) || Read(reader.GetString(2), reader.GetFieldValue<byte[]>(3)) is not { } happened) continue;
            if (!(happened.EffectiveDate > horizon.Day)) lines.Add(new(cpts, reader.GetInt64(0), happened));
        }

        return VariableParts.Of(lines);
    }

    private static CommitmentEvent? Read(string type, byte[] json)
    {
        try
        {
            return EventJson.Read(EventTypes.Registry, type, json) as CommitmentEvent;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
