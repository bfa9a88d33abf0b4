using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Funding.Drills.Checking;
using Funding.Drills.Running;

namespace Funding.Drills.Reporting;

/// <summary>What was counted, as a table and as JSON.</summary>
internal sealed class Report(Choice choice, IReadOnlyDictionary<string, string> postgreSql, DateTimeOffset at, IReadOnlyList<Line> lines)
{
    private const int FindingsShown = 20;

    private const string NotProven =
        """
        A kill ends processes, not the machine: the kernel's page cache survives it, and what was handed to the kernel reaches the disk later. That what is acknowledged survives a **loss of power** rests on
        fsync and synchronous_commit being on (as read from the server, above), on full_page_writes and wal_sync_method, and on a disk that does not lie about its flushes; none of that is tried here. Nor is a
        server whose own clock is wrong, nor a network that is slow or half open. A message that arrived again came under one id: deliveries are at least once.
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Head, Func<Line, string> Cell)[] Columns =
    [
        ("drill", it => it.Drill.Name),
        ("broken", it => it.Outcome.Skipped is null ? Of(it.Outcome.Broken) : "skipped"),
        ("acknowledged", it => Of(it.Outcome.Acts.Done)),
        ("refused", it => Of(it.Outcome.Acts.Refused)),
        ("answers lost on the way", it => Of(it.Outcome.Acts.Unseen)),
        ("acts lost", it => Of(it.Of(Check.Lost, Check.AnswerChanged, Check.WronglyRefused))),
        ("acts doubled", it => Of(it.Of(Check.Doubled, Check.RefusedYetStored))),
        ("numbering", it => Of(it.Of(Check.Versions, Check.Positions))),
        ("entries off", it => Of(it.Of(Check.Entries, Check.Overspent))),
        ("otherwise wrong", it => Of(it.Of(Check.WrongHour, Check.Poison, Check.Restored))),
        ("timers early", it => Of(it.Of(Check.DueEarly))),
        ("timers missed", it => Of(it.Of(Check.DueMissed))),
        ("messages arrived", it => Of(it.Outcome.Messages.Arrived)),
        ("of them again", it => Of(it.Outcome.Messages.Again)),
        ("messages lost", it => Of(it.Of(Check.NoticeLost))),
        ("messages doubled", it => Of(it.Of(Check.NoticeDoubled))),
        ("never delivered", it => Of(it.Of(Check.NeverDelivered))),
        ("out of order", it => Of(it.Of(Check.OutOfOrder))),
        ("seconds to take over", it => TakeOver(it.Outcome.TakeOvers)),
        ("seconds until served again", it => TakeOver(it.Outcome.Unserved)),
        ("controls seen failing", it => it.Outcome.Controls.Count == 0 ? "" : $"{it.Outcome.Controls.Count(control => control.FailedAsItMust)} of {it.Outcome.Controls.Count}"),
        ("took", it => string.Create(CultureInfo.InvariantCulture, $"{it.Took.TotalSeconds:0} s")),
    ];

    public IReadOnlyList<Line> Lines => lines;

    public bool IsGood => lines.Count > 0 && lines.All(line => line.IsGood);

    /// <summary>Writes <paramref name="path"/>.md and <paramref name="path"/>.json.</summary>
    public async Task WriteAsync(string path, string command)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await File.WriteAllTextAsync(path + ".md", Markdown(command));
        await File.WriteAllTextAsync(path + ".json", JsonSerializer.Serialize(Plain(command), Json) + "\n");
    }

    public string Markdown(string command)
    {
        var text = new StringBuilder();
        text.AppendLine("# Drills: the report").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`{command}`, {at:yyyy-MM-dd HH:mm} UTC. What each drill does and how to read this: [drills.md](drills.md).").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Asked for: {string.Join(", ", Asked.Select(it => $"{it.Key} {it.Value}"))}. On {Machine.Told}.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"PostgreSQL: {string.Join(", ", postgreSql.Select(it => $"{it.Key} {it.Value}"))}.").AppendLine();
        text.AppendLine("| " + string.Join(" | ", Columns.Select(it => it.Head)) + " |").AppendLine("|" + string.Concat(Columns.Select(_ => "---|")));
        foreach (var line in lines) text.AppendLine("| " + string.Join(" | ", Columns.Select(it => it.Cell(line))) + " |");
        foreach (var line in lines) Tell(text, line);
        text.AppendLine().AppendLine("## What this does not prove").AppendLine().AppendLine(NotProven);
        return text.ToString();
    }

    private static void Tell(StringBuilder text, Line line)
    {
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {line.Drill.Name}: {line.Drill.What}").AppendLine();
        if (line.Outcome.Skipped is { } reason) text.AppendLine(CultureInfo.InvariantCulture, $"Skipped: {reason}").AppendLine();
        if (line.Failure is { } failure) text.AppendLine("**Broke down:**").AppendLine().AppendLine("```").AppendLine(failure).AppendLine("```");
        foreach (var remark in line.Outcome.Remarks) text.AppendLine(CultureInfo.InvariantCulture, $"- {remark}");
        foreach (var finding in line.Outcome.Findings.Take(FindingsShown)) text.AppendLine(CultureInfo.InvariantCulture, $"- **{finding.Check}**: {finding.What}");
        if (line.Outcome.Findings.Count > FindingsShown) text.AppendLine(CultureInfo.InvariantCulture, $"- … and {line.Outcome.Findings.Count - FindingsShown} more");
        if (line.Outcome.Controls.Count == 0) return;
        text.AppendLine("| control: what was spoiled or taken away | check that had to fail | it found |").AppendLine("|---|---|---|");
        foreach (var control in line.Outcome.Controls)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {control.What} | {control.Expected} | {(control.FailedAsItMust ? Of(control.Found) : "**nothing: the control passed**")} |");
    }

    private Dictionary<string, int> Asked => new(StringComparer.Ordinal)
    {
        ["seed"] = choice.Seed, ["host kills"] = choice.HostKills, ["PostgreSQL kills"] = choice.PostgresKills, ["answers cut"] = choice.Cuts, ["freezes of each host"] = choice.Freezes, ["rebuild kills"] = choice.RebuildKills,
        ["rounds of peers"] = choice.PeerRounds, ["events with poison"] = choice.PoisonedEvents, ["callers"] = choice.Callers, ["drills at once"] = choice.AtOnce,
    };

    private object Plain(string command) => new
    {
        command, at, asked = Asked, machine = Machine.Told, postgreSql, isGood = IsGood, notProven = NotProven,
        drills = lines.Select(line => new
        {
            line.Drill.Name, line.Drill.What, line.IsGood, line.Outcome.Skipped, line.Failure, line.Outcome.Broken, line.Outcome.Acts.Done, line.Outcome.Acts.Refused, line.Outcome.Acts.Unseen, line.Outcome.Messages.Arrived, line.Outcome.Messages.Again,
            counts = Enum.GetValues<Check>().ToDictionary(check => check.ToString(), check => line.Of(check)), findings = line.Outcome.Findings.Take(FindingsShown).Select(it => new { check = it.Check.ToString(), it.What }),
            takeOverSeconds = line.Outcome.TakeOvers.Select(it => Math.Round(it, 2)), unservedSeconds = line.Outcome.Unserved.Select(it => Math.Round(it, 2)), controls = line.Outcome.Controls.Select(it => new { it.What, expected = it.Expected.ToString(), it.Found, it.FailedAsItMust }),
            line.Outcome.Remarks, seconds = Math.Round(line.Took.TotalSeconds, 1),
        }),
    };

    private static string Of(int number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string TakeOver(IReadOnlyList<double> seconds)
        => seconds.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{seconds[seconds.Count / 2]:0.0} (at most {seconds[^1]:0.0}, {seconds.Count} times)");
}
