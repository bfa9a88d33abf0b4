using System.Text.Json.Nodes;
using Funding.Host.Tests.House;

namespace Funding.Host.Tests.Acceptance;

/// <summary>Every transcript of <c>tests/acceptance</c>, played against the whole host. Cost: about a second each.</summary>
[Collection(PostgresTests.Name)]
public sealed class Transcripts(PostgresFixture postgres)
{
    internal static string Folder => Path.Combine(Repository.Root, "tests/acceptance");

    public static TheoryData<string> All => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [EngineTheory]
    [MemberData(nameof(All))]
    public async Task Every_step_holds(string file)
        => (await PlayAsync(await ReadAsync(file))).ShouldBeEmpty();

    /// <summary>The negative control: a player that reports nothing would make all the others worthless.</summary>
    [EngineFact]
    public async Task A_wrong_figure_status_problem_or_list_is_reported()
    {
        var transcript = JsonNode.Parse("""
            {
              "clock": "2024-02-01T08:00:00Z",
              "actors": { "admin": { "role": "admin", "user": "admin", "region": "*" }, "ars": { "role": "ars-officer", "user": "a.martin", "region": "75" } },
              "steps": [
                { "as": "admin", "do": "POST /fir-envelopes", "body": { "regionCode": "75", "year": 2024, "total": 100, "fungible": 100, "reference": "N" } },
                { "wait": "GET /fir-envelopes?region=75", "as": "ars", "until": { "items": [{ "authorised": 100.00 }] } },
                { "title": "a cent too many", "as": "ars", "do": "GET /fir-envelopes?region=75", "expect": { "items": [{ "authorised": 100.01 }] } },
                { "title": "one item too many", "as": "ars", "do": "GET /fir-envelopes?region=75", "expect": { "items": [{}, {}] } },
                { "title": "no such member", "as": "ars", "do": "GET /fir-envelopes?region=75", "expect": { "authorised": 100 } },
                { "title": "allowed", "as": "ars", "do": "GET /fir-envelopes?region=75", "status": 403 },
                { "title": "refused otherwise", "as": "ars", "do": "POST /cpts", "body": { "name": "", "regionCode": "75", "departmentCode": "33" }, "status": 422, "problem": "forbidden" },
                { "title": "never so", "wait": "GET /fir-envelopes?region=75", "as": "ars", "until": { "items": [] }, "seconds": 0.2 },
                { "title": "back in time", "clock": "2024-01-01T00:00:00Z" },
                { "title": "nothing to save", "as": "ars", "do": "POST /cpts", "body": { "name": "", "regionCode": "75", "departmentCode": "33" }, "save": { "id": "/id" } },
                { "title": "not played", "as": "ars", "do": "GET /cpts/${id}" }
              ]
            }
            """)!.AsObject();
        (await PlayAsync(transcript)).Select(failure => failure[..failure.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(
        [
            "step 3 (a cent too many)", "step 4 (one item too many)", "step 5 (no such member)", "step 6 (allowed)", "step 7 (refused otherwise)",
            "step 8 (never so)", "step 9 (back in time)", "step 10 (nothing to save)",
        ]);
    }

    internal static async Task<JsonObject> ReadAsync(string file) => JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, file)))!.AsObject();

    private async Task<List<string>> PlayAsync(JsonObject transcript)
    {
        await using var host = await LiveHost.StartAsync(postgres, transcript["clock"]!.GetValue<string>());
        return await new TranscriptPlayer([host], transcript).PlayAsync();
    }
}
