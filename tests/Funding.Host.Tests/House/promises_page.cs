using System.Text.RegularExpressions;

namespace Funding.Host.Tests.House;

/// <summary>Unit. docs/promises.md names tests that are there, and says of each whether it was seen to fail.</summary>
public sealed partial class promises_page
{
    private static readonly List<string[]> Rows = Repository.Read("docs/promises.md").Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| clause ", StringComparison.Ordinal))
        .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()).ToList();

    private static readonly Lazy<IReadOnlyList<string>> Sources = new(() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList());

    public static TheoryData<string> Tests => [.. Rows.SelectMany(row => Named().Matches(row[1]).Select(match => match.Value.Trim('`'))).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Tests))]
    public void the_test_is_there(string name)
    {
        var (type, method) = name.Split('.') is [var first, var second] ? (first, second) : throw new FormatException(name);
        Sources.Value.ShouldContain(source => source.Contains($"class {type}(", StringComparison.Ordinal) || source.Contains($"class {type}\n", StringComparison.Ordinal) || source.Contains($"class {type} ", StringComparison.Ordinal));
        Sources.Value.ShouldContain(source => source.Contains($"class {type}", StringComparison.Ordinal) && source.Contains($" {method}(", StringComparison.Ordinal));
    }

    [Fact]
    public void each_clause_names_a_test_and_what_was_seen()
    {
        Rows.Count.ShouldBeGreaterThan(20);
        foreach (var row in Rows)
        {
            row.Length.ShouldBe(3, string.Join(" | ", row));
            row.ShouldAllBe(cell => cell.Length > 0);
            (Named().IsMatch(row[1]) || row[1] == "none").ShouldBeTrue(row[1]);
        }
    }

    [GeneratedRegex("`[A-Za-z_0-9]+\\.[A-Za-z_0-9]+`", RegexOptions.None, 1000)]
    private static partial Regex Named();
}
