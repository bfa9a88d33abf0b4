using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Funding.Engine.Sealing;

namespace Funding.Engine.Storage;

/// <summary>The one serializer of the log: camelCase, enums as text, no null member and none that is worked out from others, money as a number with two decimals, sealed texts as tokens.</summary>
public static class EventJson
{
    /// <summary>Enums as text.</summary>
    public static JsonStringEnumConverter Enums { get; } = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    /// <summary>The options that both engines share.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>The JSON of an event.</summary>
    public static string Write(object happened) => JsonSerializer.Serialize(happened, happened.GetType(), Options);

    /// <summary>The JSON of an event in UTF-8.</summary>
    public static byte[] WriteUtf8(object happened) => JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), Options);

    /// <summary>The event of a stored name and its JSON in UTF-8, or null when the name is unknown here. Only an older version passes by its upcasters.</summary>
    public static object? Read(EventRegistry registry, string name, ReadOnlySpan<byte> json) => registry.Find(name) switch
    {
        null => null,
        { IsCurrent: true } version => JsonSerializer.Deserialize(json, version.Type, Options),
        var version => version.Upcast(JsonNode.Parse(json)!.AsObject()).Deserialize(version.Type, Options),
    };

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true, // what can be worked out is no part of the stored shape
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                Enums, new MoneyConverter(), new SequenceConverterFactory(), new SealedTextConverter(), new CommitmentRefConverter(),
            },
        };
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Records.ReadBySetters } };
        options.MakeReadOnly();
        return options;
    }
}
