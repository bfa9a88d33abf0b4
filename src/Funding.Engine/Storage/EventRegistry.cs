using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Funding.Engine.Storage;

/// <summary>
/// Makes the JSON of one version of an event into that of the next one. Pure: no clock, no lookup, the same answer in ten years. It
/// may change and return what it is given, a copy; sealed texts are tokens here and are moved, never opened.
/// </summary>
public delegate JsonObject Upcaster(JsonObject older);

/// <summary>A type of event and how it was stored over time.</summary>
/// <param name="Type">What it is read as.</param>
/// <param name="FirstName">The name of its first version; that of version n has <c>_vn</c> added.</param>
/// <param name="Upcasters">The way from each version to the next: none for an event that never changed.</param>
public sealed record EventLine(Type Type, string FirstName, IReadOnlyList<Upcaster> Upcasters);

/// <summary>One stored version of an event.</summary>
/// <param name="Name">The name it is stored under.</param>
/// <param name="Type">What it is read as, whatever its version.</param>
/// <param name="Upcasters">The way from it to the current version, step by step: empty for the current one.</param>
public sealed record EventVersion(string Name, Type Type, IReadOnlyList<Upcaster> Upcasters)
{
    /// <summary>Whether it is the one that is written: its JSON is that of the type.</summary>
    public bool IsCurrent => Upcasters.Count == 0;

    /// <summary>The JSON as the current version has it. What is stored stays as it is.</summary>
    public JsonObject Upcast(JsonObject stored) => Upcasters.Aggregate(stored, (older, next) => next(older));
}

/// <summary>
/// Stored names of events, both ways. A line gives the type, the first name and an upcaster for each version since; the names of
/// later versions follow from their number, so a version can neither be skipped nor lead elsewhere than to the next.
/// </summary>
public sealed partial class EventRegistry
{
    private readonly FrozenDictionary<string, EventVersion> versions;
    private readonly FrozenDictionary<Type, string> names;

    /// <summary>A registry of these lines. Throws when two share a type or a name, or when a name is not in snake case or has a version of its own.</summary>
    public EventRegistry(params IEnumerable<EventLine> lines)
    {
        var all = lines.ToList();
        foreach (var line in all)
            if (!FirstName().IsMatch(line.FirstName)) throw new ArgumentException($"« {line.FirstName} » is no name for the first version of an event.", nameof(lines));
        // Both throw when a key comes twice.
        versions = all.SelectMany(VersionsOf).ToFrozenDictionary(version => version.Name, StringComparer.Ordinal);
        names = all.ToFrozenDictionary(line => line.Type, line => NameOf(line, line.Upcasters.Count + 1));
    }

    /// <summary>Every stored version of every event.</summary>
    public IEnumerable<EventVersion> Versions => versions.Values;

    /// <summary>A line of a registry: the type, the name of its first version and, in order, what makes each version into the next.</summary>
    public static EventLine Event<T>(string firstName, params Upcaster[] upcasters) => new(typeof(T), firstName, upcasters);

    /// <summary>The name that an event is stored under today.</summary>
    public string NameOf(object happened) => names[happened.GetType()];

    /// <summary>The version stored under a name, or null for one that is unknown here, such as Marten's tombstones.</summary>
    public EventVersion? Find(string name) => versions.GetValueOrDefault(name);

    private static IEnumerable<EventVersion> VersionsOf(EventLine line)
        => Enumerable.Range(0, line.Upcasters.Count + 1).Select(older => new EventVersion(NameOf(line, older + 1), line.Type, [.. line.Upcasters.Skip(older)]));

    private static string NameOf(EventLine line, int version) => version == 1 ? line.FirstName : $"{line.FirstName}_v{version}";

    [GeneratedRegex("^(?!.*_v[0-9]+$)[a-z]+(_[a-z0-9]+)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex FirstName();
}
