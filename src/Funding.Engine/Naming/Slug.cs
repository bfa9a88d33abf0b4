using System.Collections.Frozen;
using System.Text.Json;

namespace Funding.Engine.Naming;

/// <summary>How an enumeration is written in the API, in tokens and in the tables of messages: its member's name in lower case, words joined by hyphens (<c>recovery-ordered</c>).</summary>
public static class Slug
{
    /// <summary>The slug of a value.</summary>
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>All slugs, in the order of declaration.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Table<T>.Slugs;

    /// <summary>The value of that slug; case counts. Null when there is none.</summary>
    public static T? Parse<T>(string slug) where T : struct, Enum => Table<T>.Values.TryGetValue(slug, out var value) ? value : null;

    private static class Table<T> where T : struct, Enum
    {
        public static readonly string[] Slugs = [.. Enum.GetValues<T>().Select(Of)];
        public static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>().ToFrozenDictionary(Of, StringComparer.Ordinal);
    }
}
