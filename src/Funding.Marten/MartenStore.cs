using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Funding.Engine.Storage;
using Funding.Marten.Folding;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Services.Json.Transformations;
using Npgsql;
using Weasel.Core;
using SystemText = Marten.Services.Json.Transformations.SystemTextJson.JsonTransformations;

namespace Funding.Marten;

/// <summary>Marten on the log that both engines write (ADR 0001): same names, same JSON, same identity of streams.</summary>
public static class MartenStore
{
    /// <summary>The schema of Marten's documents. They are apart from the log, whose schema grants the run-time role little.</summary>
    public const string Documents = "funding_marten";

    private const string Log = "funding";

    /// <summary>Sets Marten up. Nothing is created or changed in the database by using it.</summary>
    /// <param name="options">What is set.</param>
    /// <param name="source">Connections in UTC, which the caller disposes of.</param>
    public static void Configure(StoreOptions options, NpgsqlDataSource source)
    {
        options.Connection(source);
        options.AutoCreateSchemaObjects = AutoCreate.None;
        options.DatabaseSchemaName = Documents;
        options.UseSystemTextJsonForSerialization(EventJson.Options, EnumStorage.AsString, Casing.CamelCase, OurEnums);
        var events = options.Events;
        events.DatabaseSchemaName = Log;
        events.StreamIdentity = StreamIdentity.AsString;
        // Rich mode draws sequence numbers before its transaction: no log is shared with it. Plain quick mode writes times as the session's zone has them.
        events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        events.MetadataConfig.EnableAll();
        foreach (var version in EventTypes.Registry.Versions) Name(events, version);
        options.Projections.Add(new CptsFolding(), ProjectionLifecycle.Live);
        options.Projections.Add(new EnvelopeFolding(), ProjectionLifecycle.Live);
        options.Projections.Add(new TariffFolding(), ProjectionLifecycle.Live);
    }

    /// <summary>Marten takes our converter of enums out and puts its own there, which writes their names as they stand in the code.</summary>
    private static void OurEnums(JsonSerializerOptions json)
    {
        json.Converters.Remove(json.Converters.OfType<JsonStringEnumConverter>().Single());
        json.Converters.Add(EventJson.Enums);
    }

    /// <summary>A current version is read as its type is, an older one by its upcasters.</summary>
    private static void Name(IEventStoreOptions events, EventVersion version)
    {
        if (version.IsCurrent) events.MapEventType(version.Type, version.Name);
        else events.Upcast(version.Type, version.Name, Upcast(version));
    }

    private static JsonTransformation Upcast(EventVersion version)
        => SystemText.Upcast(stored => version.Upcast(JsonObject.Create(stored.RootElement)!).Deserialize(version.Type, EventJson.Options)!);
}
