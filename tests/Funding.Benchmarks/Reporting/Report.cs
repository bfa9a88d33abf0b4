using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Funding.Benchmarks.Reporting;

/// <summary>The table, on the console and as files.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Show(Page page, IReadOnlyList<Line> lines)
    {
        // Redirected, the console has no width of its own.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 220;
        var table = new Table().Border(TableBorder.Minimal);
        foreach (var head in Heads(page)) table.AddColumn(head);
        foreach (var line in lines)
            table.AddRow([.. Cells(line).Select((cell, i) => new Markup(i == 6 && line.IsMet is { } met ? $"[{(met ? "green" : "red")}]{cell}[/]" : Markup.Escape(cell)))]);
        AnsiConsole.Write(table);
    }

    /// <summary>Writes <paramref name="path"/>.md and <paramref name="path"/>.json.</summary>
    public static async Task WriteAsync(string path, Page page, Machine machine, int rounds, IReadOnlyList<Line> lines)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await File.WriteAllTextAsync(path + ".md", Markdown(page, machine, rounds, lines));
        await File.WriteAllTextAsync(path + ".json", JsonSerializer.Serialize(new { machine, on = page.On.ToDictionary(it => it.What, it => it.Is), rounds, lines = lines.Select(Plain) }, Json) + "\n");
    }

    private static string[] Heads(Page page) => ["benchmark", "of", "reached", page.Against, "ratio", "aim", "met"];

    private static string[] Cells(Line line) =>
    [
        line.Benchmark, line.What, $"{Numbers.Range(line.Values, line.Median)} {line.Unit}",
        line.FloorMedian is { } floor ? $"{Numbers.Range(line.Floors, floor)} {line.FloorWhat}" : "", Numbers.Ratio(line), Numbers.Aim(line), Numbers.Verdict(line),
    ];

    private static string Markdown(Page page, Machine machine, int rounds, IReadOnlyList<Line> lines)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # {page.Title}

            `{page.Command}` writes this page and the JSON beside it.

            {page.Said(rounds)}

            | | |
            |---|---|
            | machine | {machine.Cores} cores ({machine.Processor}), {Numbers.Of(machine.MemoryGigabytes)} GB, {machine.FileSystem}, {machine.System} |
            | .NET | {machine.Runtime} |
            | PostgreSQL | {string.Join(", ", machine.PostgreSql.Select(setting => $"{setting.Key} {setting.Value}"))} |
            | commit | {machine.Commit}, {machine.At:yyyy-MM-dd HH:mm} UTC |

            """);
        foreach (var (what, it) in page.On) text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {it} |");
        text.AppendLine().AppendLine("| " + string.Join(" | ", Heads(page)) + " |").AppendLine("|---|---|---|---|---|---|---|");
        foreach (var line in lines) text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", Cells(line))} |");
        return text.ToString();
    }

    private static object Plain(Line line) => new
    {
        line.Benchmark, line.What, line.Unit, line.Median, line.Values, line.FloorWhat, line.FloorMedian, line.Floors, Ratio = line.RatioOfMedians,
        Aim = line.Aim is null ? null : Numbers.Aim(line), line.IsMet,
    };
}
