using System.Globalization;
using System.Text.Json.Nodes;

namespace Funding.Host.Tests.Store;

/// <summary>Every read of the record, asked after each act and again at the end as of that instant. Cost: some seconds.</summary>
[Collection(PostgresTests.Name)]
public sealed class reads_at_any_moment(PostgresFixture postgres)
{
    private static readonly DateOnly[] Days = [new(2024, 1, 29), new(2024, 2, 15), new(2024, 5, 4)];

    [EngineFact]
    public async Task a_question_about_an_instant_and_a_day_has_the_answer_that_it_had_then()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await using var api = await ServedEngine.StartAsync(engine);
        var told = new List<(DateTimeOffset At, DateOnly? Day, string Read, string Answer)>();
        await ViewStory.StoryAsync(engine, async () =>
        {
            await engine.SettleAsync();
            var at = engine.Clock.Now.AddMinutes(1);
            await engine.Clock.MoveToAsync(at, CancellationToken.None);
            foreach (var day in new DateOnly?[] { null, Days[told.Count % Days.Length] })
                foreach (var read in await ReadsAsync(api)) told.Add((at, day, read, await AnswerAsync(api, read, null, day)));
            await engine.Clock.MoveToAsync(at.AddMinutes(1), CancellationToken.None);
        });
        await engine.SettleAsync();

        told.Count.ShouldBeGreaterThan(300);
        told.Select(it => it.Answer).Distinct().Count().ShouldBeGreaterThan(told.Count / 4, "the acts change the answers");
        foreach (var it in told) (await AnswerAsync(api, it.Read, it.At, it.Day)).ShouldBe(it.Answer, $"{it.Read} as of {it.At:O}, effective on {it.Day}");
    }

    private static async Task<IEnumerable<string>> ReadsAsync(ServedEngine api)
    {
        string[] always =
        [
            "cpts?", "regions/84/financing?budgetYear=2024", "regions/financing?from=2024-02-01&to=2024-12-31", "regions/84/forecast?", "regions/84/forecast/payables?", "fir-envelopes?", "deadlines?within=3000",
            "aci-tariffs?", "audit/entries?", "audit/envelope-acts?", "audit/regions/84/replay?",
        ];
        var known = (await api.GetAsync("/api/v1/cpts")).GetProperty("items").EnumerateArray().Select(it => it.GetProperty("id").GetString()).FirstOrDefault();
        if (known is null) return always;
        var dossier = await api.GetAsync($"/api/v1/cpts/{known}");
        var commitments = dossier.GetProperty("commitments").EnumerateArray().Select(it => $"cpts/{known}/commitments/{it.GetProperty("id").GetString()}?");
        return [.. always, $"cpts/{known}?", $"cpts/{known}/timeline?", $"cpts/{known}/aci/proposals?", $"audit/cpts/{known}/replay?", .. commitments];
    }

    /// <summary>The answer but for its provenance, whose addresses carry the question; an empty one where nothing was known.</summary>
    private static async Task<string> AnswerAsync(ServedEngine api, string read, DateTimeOffset? asOf, DateOnly? day)
    {
        var moment = (asOf is { } at ? $"&asOf={at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)}" : "") + (day is { } on ? $"&effectiveOn={on:yyyy-MM-dd}" : "");
        var (status, answer) = await api.TryAsync($"/api/v1/{read}{moment}");
        return status == 200 ? Without(JsonNode.Parse(answer.GetRawText())!).ToJsonString() : $"{status}";
    }

    private static JsonNode Without(JsonNode node)
    {
        if (node is JsonObject members)
        {
            members.Remove("provenance");
            foreach (var member in members) if (member.Value is { } value) Without(value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items.OfType<JsonNode>()) Without(item);
        }

        return node;
    }
}
