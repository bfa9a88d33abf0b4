using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Funding.Domain;

namespace Funding.Host.Tests.Store.Events;

/// <summary>
/// What may be stored of a type, told by the serializer's own contract: each member with its JSON type, <c>?</c> where it may be
/// absent, <c>!</c> where reading insists on it, and the words of enums. A sample shows one case; this shows them all.
/// </summary>
internal static class Shape
{
    private static readonly Dictionary<Type, string> Leaves = new()
    {
        [typeof(string)] = "text", [typeof(bool)] = "true or false", [typeof(int)] = "whole number", [typeof(long)] = "whole number", [typeof(decimal)] = "decimal number", [typeof(DateOnly)] = "day",
        [typeof(Guid)] = "uuid", [typeof(Money)] = "euros", [typeof(SealedText)] = "sealed text",
    };

    private static readonly JsonSerializerOptions Plain = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static string Of(Type type, JsonSerializerOptions options, string indent = "")
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Leaves.TryGetValue(type, out var leaf)) return leaf;
        if (type.IsEnum) return string.Join(" | ", Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.Serialize(value, type, options)));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Sequence<>)) return $"list of {Of(type.GetGenericArguments()[0], options, indent)}";
        return "{" + string.Concat(MembersOf(type, options).Select(member => $"\n{indent}  {Sign(member)} {Of(member.PropertyType, options, indent + "  ")}")) + $"\n{indent}}}";
    }

    /// <summary>
    /// The members stored of a record. Read-only properties have no setter in the contract: they are worked out, not stored. Of a
    /// record with a converter of its own the contract says nothing: what it would be without, which samples must then show.
    /// </summary>
    public static IEnumerable<JsonPropertyInfo> MembersOf(Type type, JsonSerializerOptions options)
        => new[] { options, Plain }.Select(it => it.GetTypeInfo(type)).FirstOrDefault(it => it.Kind == JsonTypeInfoKind.Object) is { } contract
            ? contract.Properties.Where(member => member is { Get: not null, Set: not null })
            : throw new NotSupportedException($"Say how a {type} is stored.");

    private static string Sign(JsonPropertyInfo member) => $"{member.Name}{(member.IsGetNullable ? "?" : "")}{(member.IsRequired ? "!" : "")}:";
}
