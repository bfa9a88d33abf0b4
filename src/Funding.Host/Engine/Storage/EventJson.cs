using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Funding.Host.Engine.Sealing;

namespace Funding.Host.Engine.Storage;

/// <summary>The one serializer of the log: camelCase, enums as text, no null member and none that is worked out from others, money as a number with two decimals, sealed texts as tokens.</summary>
public static class EventJson
{
    /// <summary>The options that both engines share.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>The JSON of an event.</summary>
    public static string Write(object happened) => JsonSerializer.Serialize(happened, happened.GetType(), Options);

    /// <summary>The event of a stored name, or null when the name is unknown here.</summary>
    public static object? Read(string name, string json) => EventTypes.Find(name) is { } type ? JsonSerializer.Deserialize(json, type, Options) : null;

    /// <summary>The event of a stored name and its JSON in UTF-8, or null when the name is unknown here.</summary>
    public static object? Read(string name, ReadOnlySpan<byte> json) => EventTypes.Find(name) is { } type ? JsonSerializer.Deserialize(json, type, Options) : null;

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
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
                new MoneyConverter(), new SequenceConverterFactory(), new SealedTextConverter(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
