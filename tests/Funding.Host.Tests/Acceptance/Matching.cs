using System.Globalization;
using System.Text.Json.Nodes;

namespace Funding.Host.Tests.Acceptance;

/// <summary>Subset match: objects by key, lists element by element, numbers to the cent.</summary>
internal static class Matching
{
    /// <summary>The first difference between an expectation and an answer, or null.</summary>
    public static string? Difference(JsonNode? expected, JsonNode? actual, string where = "") => expected switch
    {
        JsonObject members => actual is JsonObject found
            ? members.Select(member => found.ContainsKey(member.Key) ? Difference(member.Value, found[member.Key], $"{where}/{member.Key}") : $"{where}/{member.Key}: missing").FirstOrDefault(it => it is not null)
            : Other(expected, actual, where),
        JsonArray items => actual is JsonArray list && list.Count == items.Count
            ? items.Select((item, i) => Difference(item, list[i], $"{where}/{i}")).FirstOrDefault(it => it is not null)
            : Other(expected, actual, where),
        _ => Number(expected) is { } wanted && Number(actual) is { } given
            ? Math.Abs(wanted - given) < 0.005m ? null : Other(expected, actual, where)
            : JsonNode.DeepEquals(expected, actual) ? null : Other(expected, actual, where),
    };

    /// <summary>The value at a JSON pointer; a negative index counts from the end.</summary>
    public static JsonNode? At(JsonNode? document, string pointer)
    {
        foreach (var part in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
            document = document is JsonArray list
                ? int.Parse(part, CultureInfo.InvariantCulture) is var index && index < 0 ? list[list.Count + index] : list[index]
                : document![part];
        return document;
    }

    private static decimal? Number(JsonNode? node) => node is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static string Other(JsonNode? expected, JsonNode? actual, string where) => $"{where}: expected {expected?.ToJsonString() ?? "null"}, got {actual?.ToJsonString() ?? "null"}";
}
