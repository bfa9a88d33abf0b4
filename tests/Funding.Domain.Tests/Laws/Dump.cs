using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Funding.Domain.Tests;

/// <summary>Every field of a state as text, so that states that hold dictionaries and lists can be compared whole.</summary>
internal static class Dump
{
    public static string Of(object? value) => value switch
    {
        null => "-",
        string text => text,
        Type type => type.Name,
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        bool or char => value.ToString()!,
        IDictionary pairs => "{" + string.Join(", ", pairs.Keys.Cast<object>().Select(key => (Key: Of(key), Value: pairs[key])).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {Of(pair.Value)}")) + "}",
        IEnumerable items => Listed(items),
        _ => value.GetType().Name + "(" + string.Join(", ", Fields(value.GetType()).Select(field => Of(field.GetValue(value)))) + ")",
    };

    private static string Listed(IEnumerable items)
    {
        var texts = items.Cast<object?>().Select(Of);
        return items.GetType().Name.StartsWith("ImmutableHashSet", StringComparison.Ordinal) ? $"<{string.Join(", ", texts.Order(StringComparer.Ordinal))}>" : $"[{string.Join(", ", texts)}]";
    }

    private static IEnumerable<FieldInfo> Fields(Type? type)
        => type is null || type == typeof(object) ? [] : [.. Fields(type.BaseType), .. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)];
}
