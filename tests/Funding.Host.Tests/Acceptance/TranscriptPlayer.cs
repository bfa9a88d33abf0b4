using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Funding.Host.Security;

namespace Funding.Host.Tests.Acceptance;

/// <summary>Plays a transcript (see <c>tests/acceptance/README.md</c>) and tells which steps do not hold. Of several hosts each takes its turn, request by request.</summary>
internal sealed partial class TranscriptPlayer(IReadOnlyList<LiveHost> hosts, JsonObject transcript)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly Dictionary<string, JsonNode?> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> tokens = new(StringComparer.Ordinal);
    private int asked;

    /// <summary>Looks at the hosts after each step that changed something; what it tells is a failure of that step.</summary>
    public Func<Task<string?>>? AfterEach { get; init; }

    /// <summary>The steps that do not hold, in order. A failed step that saves something ends the play: what follows would mean nothing.</summary>
    public async Task<List<string>> PlayAsync()
    {
        var failures = new List<string>();
        var steps = transcript["steps"]!.AsArray();
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i]!.AsObject();
            if ((await PlayAsync(step) ?? await LookAsync(step)) is not { } problem) continue;
            var title = Text(step, "title") ?? Text(step, "do") ?? Text(step, "wait") ?? $"clock {Text(step, "clock")}";
            failures.Add($"step {i + 1} ({title}): {problem}");
            if (step.ContainsKey("save")) break;
        }

        return failures;
    }

    private async Task<string?> PlayAsync(JsonObject step)
    {
        if (Text(step, "clock") is { } instant)
        {
            var moved = await CallAsync("PUT /simulation/clock", "admin", new JsonObject { ["now"] = instant }, null);
            return moved.Status < 300 ? null : $"clock: {moved.Status} {moved.Text}";
        }

        if (Text(step, "wait") is { } line) return await WaitAsync(line, step);
        var ask = Text(step, "do")!;
        var answer = await CallAsync(ask, Text(step, "as"), step["body"], step["headers"] as JsonObject);
        if (Refusal(step, ask, answer) is { } refusal) return refusal;
        if (step["expect"] is { } expected && Matching.Difference(Fill(expected), answer.Body) is { } difference) return difference;
        foreach (var (name, pointer) in step["save"] as JsonObject ?? []) values[name] = Matching.At(answer.Body, pointer!.GetValue<string>())?.DeepClone();
        return null;
    }

    private async Task<string?> LookAsync(JsonObject step)
        => AfterEach is not null && (Text(step, "clock") is not null || Text(step, "do")?.StartsWith("POST", StringComparison.Ordinal) == true) ? await AfterEach() : null;

    private static string? Refusal(JsonObject step, string ask, Played answer)
    {
        var wanted = step["status"]?.GetValue<int>() ?? (ask.StartsWith("GET", StringComparison.Ordinal) ? 200 : null as int?);
        if (wanted is null ? answer.Status is < 200 or >= 300 : answer.Status != wanted) return $"status {answer.Status}, expected {wanted?.ToString(CultureInfo.InvariantCulture) ?? "2xx"}: {answer.Text}";
        if (Text(step, "problem") is not { } problem) return null;
        var type = (answer.Body as JsonObject)?["type"]?.GetValue<string>() ?? "";
        return type.EndsWith("/problems/" + problem, StringComparison.Ordinal) ? null : $"problem '{type}', expected '{problem}'";
    }

    private async Task<string?> WaitAsync(string line, JsonObject step)
    {
        var deadline = DateTime.UtcNow.AddSeconds(step["seconds"]?.GetValue<double>() ?? 20);
        while (true)
        {
            var answer = await CallAsync(line, Text(step, "as"), null, null);
            var problem = answer.Status == 200 ? Matching.Difference(Fill(step["until"]), answer.Body) : $"status {answer.Status}";
            if (problem is null || DateTime.UtcNow > deadline) return problem;
            await Task.Delay(Pause);
        }
    }

    private async Task<Played> CallAsync(string line, string? actor, JsonNode? body, JsonObject? headers)
    {
        var (method, path) = FillText(line).Split(' ', 2) is [var verb, var rest] ? (verb, rest) : throw new FormatException(line);
        var outside = path.StartsWith("/health", StringComparison.Ordinal) || path.StartsWith("/openapi", StringComparison.Ordinal);
        using var content = body is null ? null : new StringContent(Fill(body)!.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        var answer = await hosts[asked++ % hosts.Count].SendAsync(new HttpMethod(method), (outside ? "" : "/api/v1") + path, content, TokenOf(actor),
            headers?.Select(header => (header.Key, FillText(header.Value!.GetValue<string>()))) ?? []);
        return new Played(answer.Status, answer.Text, Parse(answer.Text));
    }

    private string? TokenOf(string? actor)
    {
        if (actor is null || transcript["actors"]![actor] is not JsonObject declared) return null;
        var it = Fill(declared)!.AsObject();
        var key = it.ToJsonString();
        if (tokens.TryGetValue(key, out var known)) return known;
        return tokens[key] = hosts[0].Issuer.Issue(new TokenRequest(Text(it, "role")!, Text(it, "user")!)
        {
            Region = Text(it, "region"), Departments = Text(it, "departments")?.Split(',') ?? [], Cpts = Text(it, "cpts") is { } cpts ? Guid.Parse(cpts) : null,
        });
    }

    /// <summary>The value with its <c>${name}</c> replaced; a text that is nothing else takes the saved value whole.</summary>
    private JsonNode? Fill(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Fill(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Fill)]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Whole().Match(text.GetValue<string>()) is { Success: true } whole
            ? Value(whole.Groups["name"].Value)?.DeepClone() : JsonValue.Create(FillText(text.GetValue<string>())),
        _ => value?.DeepClone(),
    };

    private string FillText(string text) => Part().Replace(text, match => Value(match.Groups["name"].Value)!.ToString());

    private JsonNode? Value(string name)
    {
        if (name.StartsWith("uuid:", StringComparison.Ordinal) && !values.ContainsKey(name)) values[name] = JsonValue.Create(Guid.NewGuid().ToString());
        return values.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"Nothing was saved as '{name}'.");
    }

    private static string? Text(JsonObject step, string name) => step[name]?.GetValue<string>();

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    [GeneratedRegex(@"^\$\{(?<name>[^}]+)\}$", RegexOptions.None, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.None, 1000)]
    private static partial Regex Part();

    private sealed record Played(int Status, string Text, JsonNode? Body);
}
