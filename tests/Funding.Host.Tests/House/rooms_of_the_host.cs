using System.Text.RegularExpressions;

namespace Funding.Host.Tests.House;

/// <summary>Unit. The engine knows nothing of those who use it: what a file of it names is looked for in its text.</summary>
public sealed partial class rooms_of_the_host
{
    /// <summary>What stands above the engine.</summary>
    private static readonly string[] Above = ["Api", "Cli", "Demo", "Embedded", "Hosting", "Notifications", "Presentation", "Security", "Web"];

    [Theory]
    [InlineData("Engine")]
    [InlineData("Acting")]
    [InlineData("Reading")]
    [InlineData("Naming")]
    public void nothing_below_names_anything_above(string room)
        => Named(room).Where(it => Above.Contains(it.Room)).Select(it => $"{it.File}: {it.Room}").ShouldBeEmpty();

    [Fact]
    public void what_is_named_is_seen()
    {
        Named("Engine").Select(it => it.Room).ShouldContain("Acting");
        Named("Api").Select(it => it.Room).ShouldContain("Security");
        Words().Matches("var x = Api.Json.Slug.Of(y);").Select(it => it.Groups["room"].Value).ShouldContain("Api", "half a name is enough where the rest is the file's own");
    }

    private static IEnumerable<(string File, string Room)> Named(string room)
    {
        var folder = Path.Combine(Repository.Root, "src", "Funding.Host", room);
        return from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
               from name in Words().Matches(File.ReadAllText(file)).Select(it => it.Groups["room"].Value).Distinct(StringComparer.Ordinal)
               select (Path.GetFileName(file), name);
    }

    [GeneratedRegex(@"(Funding\.Host\.|(?<![.\w""/]))(?<room>[A-Z][A-Za-z]+)(?=[.;])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
