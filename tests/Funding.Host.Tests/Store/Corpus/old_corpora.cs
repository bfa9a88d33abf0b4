using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Storage;
using Funding.Host.Demo;
using Funding.Host.Reference;
using Funding.Host.Tests.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Funding.Host.Tests.Store.Corpus;

/// <summary>Logs of past releases, one folder each, that every later one must load and understand as it was understood then. See README.md.</summary>
[Collection(PostgresTests.Name)]
public sealed class old_corpora(PostgresFixture postgres)
{
    /// <summary>Set to the name of a release, the corpus made by the last test is kept in a folder of that name.</summary>
    private const string Switch = "FUNDING_CORPUS";

    public static TheoryData<string> Releases => [.. Directory.GetDirectories(Home()).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task a_corpus_loads_as_rows_and_folds_to_what_was_approved(string release)
    {
        var folder = Path.Combine(Home(), release);
        await using var engine = await EmptyAsync();
        await CorpusFiles.LoadAsync(engine, folder);
        await engine.SettleAsync();

        $"SHA-256 of the rows {Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(CorpusFiles.EventsOf(folder))))}\n{await FoldedLog.TellAsync(engine)}".ShouldBeVerified($"{release}/folded");
        (await engine.ScalarAsync<long>("select count(*) from funding.projection_faults")).ShouldBe(0);
        await FoldedLog.ShouldBeInTheViewsAsync(engine);
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task every_event_of_a_corpus_is_known_and_written_again_with_nothing_lost(string release)
    {
        foreach (var row in (await File.ReadAllLinesAsync(CorpusFiles.EventsOf(Path.Combine(Home(), release)))).Select(line => JsonNode.Parse(line)!))
        {
            var (type, data) = (row["type"]!.GetValue<string>(), row["data"]!);
            var read = EventJson.Read(EventTypes.Registry, type, System.Text.Encoding.UTF8.GetBytes(data.ToJsonString()));
            JsonNode.DeepEquals(JsonNode.Parse(EventJson.Write(read!)), EventTypes.Registry.Find(type)!.Upcast(data.DeepClone().AsObject())).ShouldBeTrue(row.ToJsonString());
        }
    }

    [Fact]
    public void there_is_one() => Directory.GetDirectories(Home()).ShouldNotBeEmpty();

    /// <summary>Makes the corpus that this release would add, so that the way to make one is never broken when it is needed.</summary>
    [Fact]
    public async Task this_release_can_add_its_own_with_every_event_that_it_knows()
    {
        using var elsewhere = new TestFolder();
        var kept = Environment.GetEnvironmentVariable(Switch);
        var folder = Path.Combine(kept is null ? elsewhere.Path : Home(), kept ?? "made");
        Directory.Exists(folder).ShouldBeFalse("A corpus is never made again.");
        await using var lived = await EmptyAsync("2026-07-01T08:00:00Z");
        await SeedAsync(lived);
        await RareActs.PlayAsync(lived);

        await CorpusFiles.SaveAsync(lived, folder);

        await using var loaded = await EmptyAsync();
        await CorpusFiles.LoadAsync(loaded, folder);
        (await FoldedLog.TellAsync(loaded)).ShouldBe(await FoldedLog.TellAsync(lived));
        (await loaded.ScalarAsync<string[]>("select array_agg(distinct type::text) from funding.mt_events")).ShouldBe(
            EventTypes.Registry.Versions.Where(version => version.IsCurrent).Select(version => version.Name), ignoreOrder: true);
    }

    /// <summary>On a clock that is earlier than anything due: nothing but the corpus gets into the log.</summary>
    private Task<TestEngine> EmptyAsync(string now = "2000-01-01T00:00:00Z") => TestEngine.StartAsync(postgres, now);

    private static async Task SeedAsync(TestEngine engine)
    {
        await using var scope = engine.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await new DemoSeeder(services.GetRequiredService<IHistoryLoader>(), services.GetRequiredService<IPeople>(), ReferenceData.Current, services.GetRequiredService<ISealer>())
            .SeedAsync(DemoOptions.Ending(Histories.Until) with { Cpts = 100 }, null, CancellationToken.None);
        await engine.SettleAsync();
    }

    private static string Home([CallerFilePath] string test = "") => Path.GetDirectoryName(test)!;
}
