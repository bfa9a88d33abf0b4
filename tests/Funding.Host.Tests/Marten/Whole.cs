using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Funding.Host.Tests.Marten;

/// <summary>All that a state holds as one text: the records of a dossier hold dictionaries, which have no equality by value.</summary>
internal static class Whole
{
    public static string Of(object? it) => it switch
    {
        null => "∅",
        string text => text,
        Type type => type.Name,
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        bool value => value.ToString(),
        IDictionary map => $"{{{string.Join(", ", map.Keys.Cast<object>().Select(key => $"{Of(key)}: {Of(map[key])}").Order(StringComparer.Ordinal))}}}",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Of))}]",
        _ => $"{it.GetType().Name}({string.Join(", ", Members(it.GetType()).Select(member => $"{member.Name}: {Of(member.GetValue(it))}"))})",
    };

    private static IEnumerable<PropertyInfo> Members(Type type)
        => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.GetIndexParameters().Length == 0).OrderBy(member => member.Name, StringComparer.Ordinal);
}
