using System.Text.Json;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Engine.Sealing;
using Funding.Engine.Storage;
using Npgsql;

namespace Funding.Engine.Answering;

/// <summary>Dossiers, folded from their own stream; lists from the dossier view, or from facts when the question looks back.</summary>
internal sealed class Dossiers(NpgsqlDataSource source, Horizons horizons) : IDossiers
{
    /// <inheritdoc/>
    public async Task<DossierView?> FindAsync(Guid id, Moment moment, CancellationToken cancellation)
    {
        var horizon = moment.EffectiveOn is null ? await horizons.OfAsync(moment, cancellation) : await horizons.OfViewsAsync(moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var stream = await Storage.StreamReader.LoadAsync(connection, StreamId.OfCpts(id), horizon.Position, cancellation);
        return stream.ToCpts(moment.EffectiveOn) is Dossier dossier
            ? new DossierView(id, stream.Version, dossier, await OverlapReader.ReadAsync(connection, id, dossier, horizon, cancellation))
            : null;
    }

    /// <inheritdoc/>
    public async Task<Page<DossierSummary>> ListAsync(DossierQuery query, Moment moment, PageRequest page, CancellationToken cancellation)
    {
        var horizon = moment == Moment.Now ? new Horizon(null, null) : await horizons.OfViewsAsync(moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return moment == Moment.Now
            ? await PresentList.ReadAsync(connection, query, page, cancellation)
            : await PastList.ReadAsync(connection, horizon, query, page, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Page<TimelineItem>> TimelineAsync(Guid id, Moment moment, PageRequest page, CancellationToken cancellation)
    {
        var after = page.After is null ? 0 : Cursor.Number(Cursor.Read(page.After, 1)[0]);
        var horizon = await horizons.OfAsync(moment, cancellation);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var stream = await Storage.StreamReader.LoadPlacedAsync(connection, StreamId.OfCpts(id), horizon.Position, cancellation);
        var items = Items(stream).Where(item => item.Version > after && !(item.Event?.EffectiveDate > moment.EffectiveOn)).Take(page.Size + 1).ToList();
        return Cursor.Page(items, page.Size, item => Cursor.Write(item.Version));
    }

    private static List<TimelineItem> Items(LoadedStream stream)
    {
        using var ring = KeyRing.Use(stream.Keys);
        return stream.Events.Select(stored => new TimelineItem(
            stored.Id, stored.Position, stored.Version, stored.Type, stored.RecordedAt, stored.Actor, stored.Event<CptsEvent>(), OpenedJson.Of(stored.Data))).ToList();
    }
}

/// <summary>Event data with its sealed texts opened where the key ring in use has their key, and left out where it is gone.</summary>
internal static class OpenedJson
{
    public static JsonElement Of(byte[] data)
    {
        using var document = JsonDocument.Parse(data);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer)) Copy(document.RootElement, writer);
        return JsonDocument.Parse(buffer.ToArray()).RootElement;
    }

    private static void Copy(JsonElement element, Utf8JsonWriter writer)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            element.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var member in element.EnumerateObject())
        {
            var sealedText = member.Value.ValueKind == JsonValueKind.String && SealToken.KeyOf(member.Value.GetString()!) is not null;
            var text = sealedText ? KeyRing.Open(member.Value.GetString()!) : null;
            if (sealedText && text is null) continue;
            writer.WritePropertyName(member.Name);
            if (text is not null) writer.WriteStringValue(text);
            else Copy(member.Value, writer);
        }

        writer.WriteEndObject();
    }
}
