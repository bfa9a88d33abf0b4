using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Funding.Host.Api.Json;

/// <summary>How answers are written: camelCase, slugs, euros as numbers, instants in UTC, no null member. Storage has a format of its own.</summary>
public static class ApiJson
{
    /// <summary>The options of every answer.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new MoneyJson(), new InstantJson(), new PersonJson() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
