using System.Globalization;
using System.Text;
using System.Text.Json;
using Funding.Engine;
using Funding.Engine.Ledger;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Proving;
using Funding.Engine.Storage;
using Funding.Host.Api.Json;
using Funding.Host.Notifications.Texts;
using Funding.Host.Settings;
using Npgsql;

namespace Funding.Host.Notifications.Webhooks.Sending;

/// <summary>
/// What receivers get: CloudEvents 1.0 in structured JSON. The data of an event is its line of the ledger, byte for byte, so that a
/// receiver can hold it against the log; the data of a notice are ids, codes, amounts and a link. No name of a person is in either.
/// </summary>
internal sealed class CloudEvents(NpgsqlDataSource source, FundingSettings settings, INoticeTexts texts)
{
    private const string TypePrefix = "fr.cpts-financement.";

    private readonly string origin = PublicAddress.Of(settings) + "/api/v1";

    /// <summary>The body that tells the one of them that is given; null when it is not there.</summary>
    public Task<byte[]?> OfAsync(long? position, Guid? notice, long? headSize, CancellationToken cancellation)
        => position is { } at ? OfEventAsync(at, cancellation) : notice is { } told ? OfNoticeAsync(told, cancellation)
            : headSize is { } size ? OfHeadAsync(size, cancellation) : Task.FromResult<byte[]?>(null);

    /// <summary>The body that tells a signed head.</summary>
    private async Task<byte[]?> OfHeadAsync(long size, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await HeadTable.AtAsync(connection, size, cancellation) is { } head
            ? Body(StableId.Of("ledger-head", size), "ledger-head.v1", "ledger", head.SignedAt, CanonicalJson.Of(HeadLine.Write(head))) : null;
    }

    /// <summary>The body that tells an event; null when the ledger has none there.</summary>
    public async Task<byte[]?> OfEventAsync(long position, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            $"select {StoredEvent.Columns} from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id where l.position = $1");
        command.Parameters.Add(new() { Value = position });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        var stored = StoredEvent.Read(reader);
        return Body(
            stored.Id, $"event.{WebhookTypes.EventOf(stored.Type)}.v{WebhookTypes.VersionOf(stored.Type)}", stored.Stream, stored.RecordedAt, CanonicalEvent.Line(stored).Line,
            ("sequence", position.ToString("D20", CultureInfo.InvariantCulture)));
    }

    /// <summary>The body that tells a notice; null when there is none of that id.</summary>
    public async Task<byte[]?> OfNoticeAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select kind, region, department, cpts_id, event_id, recorded_at, data::text from funding.notices where id = $1");
        command.Parameters.Add(new() { Value = id });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        var (kind, region, cpts, at) = (row.GetString(0), row.GetString(1), row.IsDBNull(3) ? (Guid?)null : row.GetGuid(3), row.GetFieldValue<DateTimeOffset>(5));
        var data = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = id, ["kind"] = kind, ["regionCode"] = region, ["departmentCode"] = row.IsDBNull(2) ? null : row.GetString(2), ["cptsId"] = cpts,
            ["eventId"] = row.IsDBNull(4) ? null : row.GetGuid(4), ["recordedAt"] = Instant(at), ["details"] = JsonSerializer.Deserialize<JsonElement>(row.GetString(6)),
            ["link"] = (await texts.OfAsync(id, cancellation))?.Link,
        };
        return Body(id, $"notice.{kind}.v1", cpts is { } its ? StreamId.OfCpts(its) : $"region-{region}", at, CanonicalJson.Of(JsonSerializer.Serialize(data)));
    }

    /// <summary>The body of a trial, which tells nothing.</summary>
    public byte[] OfPing(Guid id, Guid webhook, DateTimeOffset at) => Body(id, "ping.v1", $"webhook-{webhook}", at, $"{{\"webhookId\":\"{webhook}\"}}");

    private byte[] Body(Guid id, string type, string subject, DateTimeOffset at, string data, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var body = new StringBuilder(data.Length + 400).Append("{\"specversion\":\"1.0\"");
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
            [("id", id.ToString()), ("source", origin), ("type", TypePrefix + type), ("subject", subject), ("time", Instant(at)), ("datacontenttype", "application/json"), .. more])
            body.Append(',').Append(CanonicalJson.Text(name)).Append(':').Append(CanonicalJson.Text(value));
        return Encoding.UTF8.GetBytes(body.Append(",\"data\":").Append(data).Append('}').ToString());
    }

    private static string Instant(DateTimeOffset at) => InstantJson.Write(at);
}
